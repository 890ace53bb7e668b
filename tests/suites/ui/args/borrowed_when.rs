use std::io::Error;

use retry_attr::retry;

#[retry(when = |e| e.is_timeout())]
fn call_when() -> Result<u8, Error> {
    Ok(1)
}

#[retry(retry_if = is_busy)]
fn call_retry_if() -> Result<u8, Error> {
    Ok(1)
}

#[retry(predicate(is_busy))]
fn call_predicate() -> Result<u8, Error> {
    Ok(1)
}

fn main() {
    let _ = call_when();
    let _ = call_retry_if();
    let _ = call_predicate();
}
