// A value beyond each bound of each option, and the nearest values that are right.

use std::io::Error;

use retry_attr::retry;

#[retry(
    max = 0,
    factor = 1,
    jitter = 0.0,
    initial_delay = "20.000000001s",
    throttled_delay = "20.000000001s",
    attempt_timeout = "0s",
    deadline = "0ms",
    max_delay = "-1s",
    max_retry_after = "-1s",
    name = "",
)]
async fn one_beyond() -> Result<u8, Error> {
    Ok(1)
}

#[retry(
    max = 4294967296,
    factor = 1e309,
    jitter = 1.0000001,
    throttled_delay = "499ms",
)]
async fn one_beyond_the_other_end() -> Result<u8, Error> {
    Ok(1)
}

#[retry(
    max = -1,
    factor = -2.0,
    jitter = -0.25,
    initial_delay = -1,
    max_delay = -1,
    throttled_delay = -1,
    max_retry_after = -1,
    attempt_timeout = -1,
    deadline = -1,
)]
async fn below_zero() -> Result<u8, Error> {
    Ok(1)
}

#[retry(
    max = 99999999999999999999999,
    factor = 0,
    jitter = 25,
    initial_delay = "213504d",
    max_delay = "99999999999s",
    throttled_delay = "213504d",
    max_retry_after = "213504d",
    attempt_timeout = "99999999999999999999999999999999999999999s",
    deadline = "213503d 24h",
)]
async fn far_beyond() -> Result<u8, Error> {
    Ok(1)
}

#[retry(
    initial_delay = "0.5ns",
    max_delay = "1.2.3s",
    throttled_delay = "s",
    max_retry_after = "1s1m",
    attempt_timeout = "1 minute",
    deadline = "10",
)]
async fn no_durations() -> Result<u8, Error> {
    Ok(1)
}

#[retry(
    max = 4294967295,
    factor = 1.0000001,
    jitter = 1,
    initial_delay = "0s",
    max_delay = "213503d",
    throttled_delay = "0s",
    max_retry_after = "0s",
    attempt_timeout = "1ns",
    deadline = "2ns",
    name = " ",
)]
async fn at_the_bounds() -> Result<u8, Error> {
    Ok(1)
}

fn main() {}
