#![deny(unreachable_code)]

use std::io::Error;

use retry_attr::retry;

#[retry]
async fn call() -> Result<u8, Error> {
    return Ok(1);
    Ok(2)
}

#[retry]
fn call_sync() -> Result<u8, Error> {
    return Ok(1);
    Ok(2)
}

fn main() {
    drop(call());
    drop(call_sync());
}
