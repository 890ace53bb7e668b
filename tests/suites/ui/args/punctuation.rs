// An option with a value is `name = value` or `name(pattern)`, and a comma ends it.

use std::io::Error;

use retry_attr::retry;

#[retry(
    max: 3,
    backoff == "exp",
    initial_delay => "1s",
    factor = = 2,
    max_delay "20s",
    throttled_delay += "1s",
    jitter == "full",
    max_retry_after["2m"],
    attempt_timeout { "1s" },
    deadline::limit = "1m",
    verdict!(judge),
    on[MyError::Busy],
    except { MyError::Spent },
    on_ok: None,
    clone n,
)]
async fn other_ways(n: u8) -> Result<u8, Error> {
    Ok(n)
}

#[retry(max = LIMIT jitter)]
fn behind_a_constant() -> Result<u8, Error> {
    Ok(1)
}

#[retry(max = LIMIT deadline = "1m", backoff = "exp" "linear")]
fn behind_a_constant_before_a_value() -> Result<u8, Error> {
    Ok(1)
}

#[retry(on_retry = |retry| log(retry) max = 3)]
fn behind_a_closure() -> Result<u8, Error> {
    Ok(1)
}

#[retry(stream jitter)]
async fn behind_stream() -> Result<u8, Error> {
    Ok(1)
}

#[retry(max = LIMIT +, jitter = 50%, deadline = A && B &&, on_retry = |retry|, name = &)]
fn unfinished() -> Result<u8, Error> {
    Ok(1)
}

#[retry("max" = 3, &jitter, = 3, 3, (max = 3), ..)]
fn no_names() -> Result<u8, Error> {
    Ok(1)
}

#[retry(max = 3,, jitter)]
fn two_commas() -> Result<u8, Error> {
    Ok(1)
}

#[retry(,)]
fn only_a_comma() -> Result<u8, Error> {
    Ok(1)
}

fn main() {}
