use std::io::Error;

use retry_attr::retry;

#[retry]
async fn call(text: &str) -> Result<&'static str, Error> {
    Ok(text)
}

#[retry]
fn call_sync(text: &str) -> Result<&'static str, Error> {
    Ok(text)
}

fn main() {
    drop(call(""));
    drop(call_sync(""));
}
