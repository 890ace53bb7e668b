use std::io::Error;

use retry_attr::retry;

fn source() -> u64 {
    4
}

#[retry(jitter = "none", random = source)]
fn call() -> Result<u8, Error> {
    Ok(1)
}

fn main() {
    let _ = call();
}
