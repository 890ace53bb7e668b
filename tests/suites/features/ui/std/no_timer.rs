//! Async functions need a timer, a clock, and an upstream, and the feature `tokio` is off: one error for each function.

use std::io;

use retry_attr::{Upstream, retry};

static GPT: Upstream = Upstream::new("gpt-5");

#[retry(attempt_timeout = "1s", deadline = "1m")]
async fn limited() -> io::Result<()> {
    Ok(())
}

#[retry(attempt = attempt)]
async fn counted() -> io::Result<u32> {
    Ok(attempt.number())
}

#[retry(upstream(GPT, max_wait = "2s"))]
async fn shared() -> io::Result<()> {
    Ok(())
}

fn main() {
    drop((limited(), counted(), shared()));
}
