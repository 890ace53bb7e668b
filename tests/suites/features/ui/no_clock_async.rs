//! The calls are limited, and the feature `std` is off.

use core::time::Duration;

use retry_attr::{Retryable, retry};

#[derive(Debug, Retryable)]
#[retryable(transient)]
struct Reset;

async fn my_sleep(_: Duration) {}

#[retry(attempt_timeout = "1s", deadline = "1m", last_error = cause, jitter = "none", sleep = my_sleep)]
async fn limited() -> Result<bool, Reset> {
    Ok(cause.is_none())
}

#[retry(attempt = attempt, jitter = "none", sleep = |_| ())]
fn sees_its_attempt() -> Result<u32, Reset> {
    if attempt.is_last() || attempt.remaining().is_none() { Ok(attempt.number()) } else { Err(Reset) }
}

fn main() {
    drop((limited(), sees_its_attempt()));
}
