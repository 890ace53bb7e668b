//! Calls name an upstream, and the feature `std` is off.

use retry_attr::{Retryable, retry};

/// Somebody's own type.
struct Model;

#[derive(Debug, Retryable)]
#[retryable(transient)]
struct Reset;

#[retry(upstream = model, jitter = "none", sleep = |_| ())]
fn sync(model: &Model) -> Result<(), Reset> {
    Err(Reset)
}

#[retry(upstream(model, max_wait = "2s"), jitter = "none", sleep = |_| std::future::ready(()))]
async fn limited(model: &Model) -> Result<(), Reset> {
    Err(Reset)
}

fn main() {
    drop(sync(&Model));
}
