#![deny(unused_variables)]

use std::io::Error;

use retry_attr::retry;

#[retry]
async fn call(n: u8) -> Result<u8, Error> {
    Ok(1)
}

#[retry]
fn call_sync(n: u8) -> Result<u8, Error> {
    Ok(1)
}

fn main() {
    drop(call(1));
    drop(call_sync(1));
}
