#![deny(unused_mut)]

use std::io::Error;

use retry_attr::retry;

#[retry]
async fn call() -> Result<u8, Error> {
    let mut n = 1;
    Ok(n)
}

#[retry]
fn call_sync() -> Result<u8, Error> {
    let mut n = 1;
    Ok(n)
}

fn main() {
    drop(call());
    drop(call_sync());
}
