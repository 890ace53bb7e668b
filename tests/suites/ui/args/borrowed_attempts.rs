use std::io::Error;

use retry_attr::retry;

#[retry(attempts = 5)]
fn call_attempts() -> Result<u8, Error> {
    Ok(1)
}

#[retry(max_attempts = LIMIT)]
fn call_max_attempts() -> Result<u8, Error> {
    Ok(1)
}

#[retry(tries)]
fn call_tries() -> Result<u8, Error> {
    Ok(1)
}

fn main() {
    let _ = call_attempts();
    let _ = call_max_attempts();
    let _ = call_tries();
}
