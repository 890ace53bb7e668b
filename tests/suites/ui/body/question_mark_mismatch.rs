use std::io::Error;

use retry_attr::retry;

#[retry]
async fn call() -> Result<u8, Error> {
    let n: u8 = "1".parse()?;
    Ok(n)
}

#[retry]
fn call_sync() -> Result<u8, Error> {
    let n: u8 = "1".parse()?;
    Ok(n)
}

fn main() {
    drop(call());
    drop(call_sync());
}
