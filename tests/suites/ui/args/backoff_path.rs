use std::io::Error;

use retry_attr::retry;

#[retry(backoff = Backoff::Linear)]
fn call() -> Result<u8, Error> {
    Ok(1)
}

fn main() {
    let _ = call();
}
