//! A sync function waits, and the feature `std` is off.

use retry_attr::{Retryable, retry};

#[derive(Debug, Retryable)]
#[retryable(transient)]
struct Reset;

#[retry(jitter = "none")]
fn call() -> Result<(), Reset> {
    Err(Reset)
}

fn main() {
    drop(call());
}
