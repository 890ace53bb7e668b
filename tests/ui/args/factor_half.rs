use std::io::Error;

use retry_attr::retry;

#[retry(factor = 0.5)]
fn call() -> Result<u8, Error> {
    Ok(1)
}

fn main() {
    let _ = call();
}
