// Under `idempotent = false` these options would never lead to a retry.

use std::io::Error;

use retry_attr::retry;

#[retry(idempotent = false, on_ok(0))]
fn answered() -> Result<u8, Error> {
    Ok(1)
}

#[retry(idempotent = false, on(None))]
fn absent() -> Option<u8> {
    None
}

#[retry(idempotent = true, on_ok(0))]
fn repeatable() -> Result<u8, Error> {
    Ok(1)
}

fn main() {}
