use std::io::Error;

use retry_attr::retry;

#[retry(base = 100)]
fn call_base() -> Result<u8, Error> {
    Ok(1)
}

#[retry(delay = "2s")]
fn call_delay() -> Result<u8, Error> {
    Ok(1)
}

#[retry(min_delay = Duration::from_secs(1))]
fn call_min_delay() -> Result<u8, Error> {
    Ok(1)
}

#[retry(base_delay)]
fn call_base_delay() -> Result<u8, Error> {
    Ok(1)
}

fn main() {
    let _ = call_base();
    let _ = call_delay();
    let _ = call_min_delay();
    let _ = call_base_delay();
}
