use std::io::Error;

use retry_attr::retry;

#[retry]
async fn call(a: &str, b: &str) -> Result<&str, Error> {
    Ok(a)
}

#[retry]
fn call_sync(a: &str, b: &str) -> Result<&str, Error> {
    Ok(a)
}

fn main() {
    drop(call("", ""));
    drop(call_sync("", ""));
}
