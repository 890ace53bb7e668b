use retry_attr::{Retryable, retry};

#[derive(Debug, Retryable)]
#[retryable(transient)]
struct Busy;

#[retry(call_id = id)]
fn call() -> Result<u128, Busy> {
    Ok(id.as_u128())
}

// This source does not fail.
#[retry(call_id = id, random = || 4)]
fn of_own_source() -> Result<u128, Busy> {
    Ok(id.as_u128())
}

fn main() {}
