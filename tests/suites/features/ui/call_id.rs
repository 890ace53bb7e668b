use retry_attr::{Retryable, retry};

#[derive(Debug, Retryable)]
#[retryable(transient)]
struct Busy;

impl From<retry_attr::CallIdError> for Busy {
    fn from(_: retry_attr::CallIdError) -> Self {
        Self
    }
}

#[retry(call_id = id, jitter = "none", sleep = |_| ())]
fn call() -> Result<u128, Busy> {
    Ok(id.as_u128())
}

fn main() {}
