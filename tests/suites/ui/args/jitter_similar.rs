use std::io::Error;

use retry_attr::retry;

#[retry(jitter = "ful")]
fn call() -> Result<u8, Error> {
    Ok(1)
}

fn main() {
    let _ = call();
}
