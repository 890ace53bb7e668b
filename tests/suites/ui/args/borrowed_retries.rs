use std::io::Error;

use retry_attr::retry;

#[retry(retries = 4)]
fn call_retries() -> Result<u8, Error> {
    Ok(1)
}

#[retry(max_retries = LIMIT)]
fn call_max_retries() -> Result<u8, Error> {
    Ok(1)
}

#[retry(max_times(3))]
fn call_max_times() -> Result<u8, Error> {
    Ok(1)
}

fn main() {
    let _ = call_retries();
    let _ = call_max_retries();
    let _ = call_max_times();
}
