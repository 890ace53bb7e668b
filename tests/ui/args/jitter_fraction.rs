use std::io::Error;

use retry_attr::retry;

#[retry(jitter = 0.0)]
fn call_zero() -> Result<u8, Error> {
    Ok(1)
}

#[retry(jitter = 1.5)]
fn call_above_one() -> Result<u8, Error> {
    Ok(1)
}

#[retry(jitter = -0.25)]
fn call_negative() -> Result<u8, Error> {
    Ok(1)
}

#[retry(jitter = 25)]
fn call_percent() -> Result<u8, Error> {
    Ok(1)
}

fn main() {
    let _ = call_zero();
    let _ = call_above_one();
    let _ = call_negative();
    let _ = call_percent();
}
