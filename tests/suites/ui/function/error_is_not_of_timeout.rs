use retry_attr::{Retryable, retry};

#[derive(Debug, Retryable)]
enum ModelError {
    #[retryable(overloaded)]
    Busy,
}

#[retry(attempt_timeout = "10s")]
async fn ask() -> Result<(), ModelError> {
    Err(ModelError::Busy)
}

#[retry(deadline = "1m", on(_))]
async fn text() -> Result<(), String> {
    Err("busy".to_owned())
}

// A sync function is not cut, and needs no such error.
#[retry(deadline = "1m")]
fn call() -> Result<(), ModelError> {
    Err(ModelError::Busy)
}

fn main() {}
