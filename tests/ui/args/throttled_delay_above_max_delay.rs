use std::io::Error;

use retry_attr::retry;

#[retry(max_delay = "5s", throttled_delay = "6s")]
fn call() -> Result<u8, Error> {
    Ok(1)
}

fn main() {
    let _ = call();
}
