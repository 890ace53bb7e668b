use std::io::Error;

use retry_attr::retry;

async fn other() -> Result<u8, Error> {
    Ok(1)
}

#[retry]
async fn call() -> Result<u8, Error> {
    let n = other()?;
    Ok(n)
}

#[retry]
fn call_sync() -> Result<u8, Error> {
    let n = other()?;
    Ok(n)
}

fn main() {
    drop(call());
    drop(call_sync());
}
