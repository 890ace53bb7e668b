// The line to write if the value of another crate's option does not fit ours.

use std::io::Error;

use retry_attr::retry;

#[retry(retries = -1, max_retries = "3", max_times = 4294967295, max_retries = 0)]
fn retries() -> Result<u8, Error> {
    Ok(1)
}

#[retry(attempts = 0, max_attempts = "3", tries = 2.5, tries = -3, tries = 4u8)]
fn attempts() -> Result<u8, Error> {
    Ok(1)
}

#[retry(delay = 30_000, base = 1.5, min_delay = "30s", base_delay = 5u64, delay = -1)]
fn delays() -> Result<u8, Error> {
    Ok(1)
}

#[retry(timeout = 0, max_elapsed = "0s", total_timeout = 2.5, timeout = 0x10)]
async fn limits() -> Result<u8, Error> {
    Ok(1)
}

fn main() {}
