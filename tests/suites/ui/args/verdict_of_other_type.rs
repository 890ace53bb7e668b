use std::io::Error;

use retry_attr::retry;

fn is_busy(_: &Error) -> bool {
    true
}

#[retry(verdict = is_busy)]
fn call() -> Result<u8, Error> {
    Ok(1)
}

fn main() {
    let _ = call();
}
