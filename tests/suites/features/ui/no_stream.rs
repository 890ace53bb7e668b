//! A stream is returned, and the feature `stream` is off.

use retry_attr::{Retryable, retry};

#[derive(Debug, Retryable)]
#[retryable(transient)]
struct Reset;

trait Stream {
    type Item;
}

struct Tokens;

impl Stream for Tokens {
    type Item = Result<u8, Reset>;
}

async fn no_wait(_: core::time::Duration) {}

#[retry(stream, jitter = "none", sleep = no_wait)]
async fn call() -> Result<impl Stream<Item = Result<u8, Reset>>, Reset> {
    Ok(Tokens)
}

fn main() {
    drop(call());
}
