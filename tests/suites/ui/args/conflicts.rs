// Pairs of options that contradict each other, or in which one option has no effect.

use std::io::Error;

use futures_util::{Stream, stream};
use retry_attr::retry;

#[retry(backoff = "linear", factor = 2)]
fn linear() -> Result<u8, Error> {
    Ok(1)
}

#[retry(factor = 1.5, backoff = "constant")]
fn constant() -> Result<u8, Error> {
    Ok(1)
}

#[retry(backoff = "fibonacci", factor = FACTOR)]
fn fibonacci() -> Result<u8, Error> {
    Ok(1)
}

const FACTOR: f64 = 2.0;

#[retry(jitter = "decorrelated", factor = FACTOR)]
fn decorrelated() -> Result<u8, Error> {
    Ok(1)
}

#[retry(jitter = "decorrelated", backoff = "linear")]
fn decorrelated_linear() -> Result<u8, Error> {
    Ok(1)
}

#[retry(jitter = "decorrelated", backoff = "fibonacci", factor = 2)]
fn decorrelated_fibonacci() -> Result<u8, Error> {
    Ok(1)
}

#[retry(random = || 4, jitter = "none")]
fn nothing_to_draw() -> Result<u8, Error> {
    Ok(1)
}

#[retry(initial_delay = "2s", throttled_delay = "3s", max_delay = "1s")]
fn above_max_delay() -> Result<u8, Error> {
    Ok(1)
}

#[retry(initial_delay = "2s", throttled_delay = "1s")]
fn below_initial_delay() -> Result<u8, Error> {
    Ok(1)
}

#[retry(deadline = "1s", attempt_timeout = "1s")]
async fn not_below_deadline() -> Result<u8, Error> {
    Ok(1)
}

#[retry(except(_), on(e if e.raw_os_error().is_some()))]
fn all_is_excepted() -> Result<u8, Error> {
    Ok(1)
}

#[retry(on(None), except(Some(_)))]
fn success_is_excepted() -> Option<u8> {
    Some(1)
}

#[retry(on(Some(_)))]
async fn success_is_named() -> Option<u8> {
    Some(1)
}

#[retry(attempt = n, last_error = m)]
fn hide_parameters(n: u8, [m, _]: [u8; 2]) -> Result<u8, Error> {
    Ok(n + m)
}

#[retry(attempt = n, last_error = n, clone(n))]
fn hide_each_other(n: u8) -> Result<u8, Error> {
    Ok(n)
}

#[retry(stream, on_ok(_))]
async fn nobody_has_read() -> Result<impl Stream<Item = Result<u8, Error>>, Error> {
    Ok(stream::empty())
}

#[retry(stream, attempt_timeout = "1s")]
fn sync() -> Result<impl Stream<Item = Result<u8, Error>>, Error> {
    Ok(stream::empty::<Result<u8, Error>>())
}

fn main() {}
