use std::io::Error;

use retry_attr::retry;

#[retry]
async fn call(text: String) -> Result<u8, Error> {
    drop(text);
    Ok(1)
}

#[retry]
fn call_sync(text: String) -> Result<u8, Error> {
    drop(text);
    Ok(1)
}

fn main() {
    drop(call(String::new()));
    drop(call_sync(String::new()));
}
