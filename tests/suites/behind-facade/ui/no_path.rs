//! The attribute and the derive do not say where `retry_attr` is.

use facade::{Retryable, retry};

#[derive(Debug, Retryable)]
#[retryable(transient)]
struct Busy;

#[retry(max = 5)]
fn call() -> std::io::Result<u8> {
    Ok(7)
}

fn main() {
    drop(call());
}
