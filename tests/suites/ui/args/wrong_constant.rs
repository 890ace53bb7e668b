// Constants and functions of a type that the option does not take: these are rustc's to explain, at the value.

use std::io::Error;
use std::time::Duration;

use futures_util::{Stream, stream};
use retry_attr::{Verdict, retry};

const TEXT: &str = "1s";
const NUMBER: u64 = 3;
const FRACTION: f32 = 1.5;

#[retry(
    max = NUMBER,
    factor = FRACTION,
    initial_delay = TEXT,
    max_delay = NUMBER,
    throttled_delay = TEXT,
    max_retry_after = FRACTION,
    attempt_timeout = TEXT,
    deadline = NUMBER,
    name = NUMBER,
)]
async fn constants() -> Result<u8, Error> {
    Ok(1)
}

#[retry(policy = TEXT)]
fn no_policy() -> Result<u8, Error> {
    Ok(1)
}

#[retry(verdict = judge_text, on_retry = NUMBER, on_give_up = say_wait, sleep = pause)]
fn functions() -> Result<u8, Error> {
    Ok(1)
}

fn judge_text(_: &str) -> Verdict {
    Verdict::transient()
}

fn say_wait(_: Duration) {}

fn pause(_: Duration) -> bool {
    true
}

#[retry(verdict = Verdict::transient(), on_give_up = |gave_up, again| drop((gave_up, again)))]
async fn calls() -> Result<u8, Error> {
    Ok(1)
}

#[retry(sleep = pause)]
async fn waits_in_no_future() -> Result<u8, Error> {
    Ok(1)
}

#[retry(on(Err(_)), except("x"), on_ok(Ok(_)))]
fn patterns() -> Result<u8, Error> {
    Ok(1)
}

#[retry(stream(Ok(_)))]
async fn items() -> Result<impl Stream<Item = Result<u8, Error>>, Error> {
    Ok(stream::empty())
}

fn main() {}
