//! An async function waits, and the feature `tokio` is off.

use retry_attr::{Retryable, retry};

#[derive(Debug, Retryable)]
#[retryable(transient)]
struct Reset;

#[retry(jitter = "none")]
async fn call() -> Result<(), Reset> {
    Err(Reset)
}

fn main() {
    drop(call());
}
