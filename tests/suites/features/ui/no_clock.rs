//! A call is limited, and the feature `std` is off.

use retry_attr::{Retryable, retry};

#[derive(Debug, Retryable)]
#[retryable(transient)]
struct Reset;

#[retry(deadline = "1m", jitter = "none", sleep = |_| ())]
fn call() -> Result<(), Reset> {
    Err(Reset)
}

fn main() {
    drop(call());
}
