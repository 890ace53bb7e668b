//! `break` and `continue` in an expression do not reach the loop.

use std::time::Duration;

use retry_attr::{Retry, Retryable, retry};

#[derive(Debug, Retryable)]
#[retryable(transient)]
struct Failed;

fn hook(_: &Retry<'_, Failed>) {}

fn no_wait(_: Duration) {}

#[retry(on_retry = { break Ok(7); hook })]
fn hook_breaks() -> Result<u8, Failed> {
    Err(Failed)
}

#[retry(on_give_up = { if true { continue } |_| () })]
async fn hook_continues() -> Result<u8, Failed> {
    Err(Failed)
}

#[retry(sleep = { if true { break Ok(7) } no_wait })]
fn sleep_breaks() -> Result<u8, Failed> {
    Err(Failed)
}

#[retry(random = { if true { continue } || 7 })]
fn random_continues() -> Result<u8, Failed> {
    Err(Failed)
}

#[retry(verdict = { if true { break } Failed::verdict })]
fn verdict_breaks() -> Result<u8, Failed> {
    Err(Failed)
}

fn main() {}
