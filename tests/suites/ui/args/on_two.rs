use std::io::Error;

use retry_attr::retry;

#[retry(on(Error { .. }, _))]
fn call() -> Result<u8, Error> {
    Ok(1)
}

#[retry(on(e if is_busy(e), e if is_late(e)))]
fn conditions() -> Result<u8, Error> {
    Ok(1)
}

fn is_busy(_: &Error) -> bool {
    true
}

fn is_late(_: &Error) -> bool {
    true
}

fn main() {
    let _ = (call(), conditions());
}
