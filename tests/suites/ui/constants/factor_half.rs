use std::io::Error;

use retry_attr::retry;

const FACTOR: f64 = 0.5;

#[retry(factor = FACTOR)]
fn call() -> Result<u8, Error> {
    Ok(1)
}

fn main() {
    let _ = call();
}
