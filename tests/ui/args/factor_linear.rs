use std::io::Error;

use retry_attr::retry;

#[retry(backoff = "linear", factor = 1.5)]
fn call() -> Result<u8, Error> {
    Ok(1)
}

fn main() {
    let _ = call();
}
