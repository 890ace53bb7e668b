use std::io::Error;

use retry_attr::retry;

#[retry]
async fn call(url: String) -> Result<usize, Error> {
    let bytes = url.into_bytes();
    Ok(bytes.len())
}

#[retry]
fn call_sync(url: String) -> Result<usize, Error> {
    let bytes = url.into_bytes();
    Ok(bytes.len())
}

fn main() {
    drop(call(String::new()));
    let _ = call_sync(String::new());
}
