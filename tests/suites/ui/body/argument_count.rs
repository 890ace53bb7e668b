use std::io::Error;

use retry_attr::retry;

fn other(a: u8, b: u8) -> Result<u8, Error> {
    Ok(a + b)
}

#[retry]
async fn call() -> Result<u8, Error> {
    other(1)
}

#[retry]
fn call_sync() -> Result<u8, Error> {
    other(1)
}

fn main() {
    drop(call());
    drop(call_sync());
}
