use std::io::Error;

use retry_attr::retry;

#[retry]
#[retry(max = 5)]
fn call() -> Result<u8, Error> {
    Ok(1)
}

#[retry]
#[must_use]
#[retry_attr::retry]
async fn call_later() -> Result<u8, Error> {
    Ok(1)
}

fn main() {
    let _ = call();
    drop(call_later());
}
