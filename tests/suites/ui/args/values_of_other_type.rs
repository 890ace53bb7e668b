//! Expressions that are evaluated once, and are not functions, or have another argument.

use std::time::Duration;

use retry_attr::{GaveUp, Retryable, Verdict, retry};

#[derive(Debug, Retryable)]
#[retryable(transient)]
struct Failed;

fn hook() -> fn(&GaveUp<'_, Failed>) {
    |_| ()
}

#[retry(on_retry = hook())]
fn hook_of_the_other() -> Result<u8, Failed> {
    Err(Failed)
}

#[retry(on_give_up = rand())]
async fn hook_is_a_number() -> Result<u8, Failed> {
    Err(Failed)
}

#[retry(verdict = Verdict::transient())]
fn verdict_is_a_verdict() -> Result<u8, Failed> {
    Err(Failed)
}

#[retry(random = rand())]
fn random_is_a_number() -> Result<u8, Failed> {
    Err(Failed)
}

fn rand() -> u64 {
    7
}

#[retry(sleep = std::thread::sleep(Duration::ZERO))]
fn sleep_has_slept() -> Result<u8, Failed> {
    Err(Failed)
}

#[retry(sleep = pause())]
async fn sleep_is_a_future() -> Result<u8, Failed> {
    Err(Failed)
}

async fn pause() {}

#[retry(sleep = blocking())]
async fn sleep_is_sync() -> Result<u8, Failed> {
    Err(Failed)
}

fn blocking() -> fn(Duration) {
    |_| ()
}

fn main() {}
