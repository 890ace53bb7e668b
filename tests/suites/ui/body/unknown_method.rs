use std::io::Error;

use retry_attr::retry;

#[retry]
async fn call(n: u8) -> Result<u8, Error> {
    Ok(n.half())
}

#[retry]
fn call_sync(n: u8) -> Result<u8, Error> {
    Ok(n.half())
}

fn main() {
    drop(call(1));
    drop(call_sync(1));
}
