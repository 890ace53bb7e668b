use std::future::Future;
use std::pin::pin;
use std::task::{Context, Waker};
use std::time::Duration;

use retry_attr::retry;

const NONE: Duration = Duration::ZERO;
const MINUTE: Duration = Duration::from_secs(60);

#[retry(attempt_timeout = NONE)]
async fn attempt_without_time() -> std::io::Result<()> {
    Ok(())
}

#[retry(attempt_timeout = MINUTE, deadline = "1m")]
async fn attempt_as_long_as_the_call() -> std::io::Result<()> {
    Ok(())
}

#[retry(attempt_timeout = "1m", deadline = MINUTE)]
async fn call_as_short_as_an_attempt() -> std::io::Result<()> {
    Ok(())
}

fn poll(call: impl Future<Output = std::io::Result<()>>) {
    let _ = pin!(call).poll(&mut Context::from_waker(Waker::noop()));
}

fn main() {
    poll(attempt_without_time());
    poll(attempt_as_long_as_the_call());
    poll(call_as_short_as_an_attempt());
}
