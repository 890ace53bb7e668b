#![deny(unused_must_use)]

use std::io::Error;

use retry_attr::retry;

fn other() -> Result<u8, Error> {
    Ok(1)
}

#[retry]
async fn call() -> Result<u8, Error> {
    other();
    Ok(1)
}

#[retry]
fn call_sync() -> Result<u8, Error> {
    other();
    Ok(1)
}

fn main() {
    drop(call());
    drop(call_sync());
}
