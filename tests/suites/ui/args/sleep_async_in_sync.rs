use std::io::Error;

use retry_attr::retry;

async fn pause(_: std::time::Duration) {}

#[retry(sleep = pause)]
fn call() -> Result<u8, Error> {
    Ok(1)
}

fn main() {
    let _ = call();
}
