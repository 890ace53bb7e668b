use std::io::Error;

use retry_attr::retry;

fn source() -> f64 {
    0.4
}

#[retry(random = source)]
fn call() -> Result<u8, Error> {
    Ok(1)
}

fn main() {
    let _ = call();
}
