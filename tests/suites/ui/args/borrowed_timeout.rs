use std::io::Error;

use retry_attr::retry;

#[retry(timeout = "30s")]
fn call_timeout() -> Result<u8, Error> {
    Ok(1)
}

#[retry(max_elapsed = 60)]
fn call_max_elapsed() -> Result<u8, Error> {
    Ok(1)
}

#[retry(total_timeout = "1m")]
fn call_total_timeout() -> Result<u8, Error> {
    Ok(1)
}

fn main() {
    let _ = call_timeout();
    let _ = call_max_elapsed();
    let _ = call_total_timeout();
}
