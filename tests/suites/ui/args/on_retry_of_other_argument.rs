use std::io::Error;

use retry_attr::retry;

fn log(_: &Error) {}

#[retry(on_retry = log)]
fn call() -> Result<u8, Error> {
    Ok(1)
}

fn main() {
    let _ = call();
}
