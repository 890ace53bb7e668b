use std::io::Error;

use retry_attr::retry;

fn pause(_: u64) {}

#[retry(sleep = pause)]
fn call() -> Result<u8, Error> {
    Ok(1)
}

fn main() {
    let _ = call();
}
