use std::io::Error;

use retry_attr::retry;

#[retry]
async fn call(text: String) -> Result<&'static str, Error> {
    Ok(&text)
}

#[retry]
fn call_sync(text: String) -> Result<&'static str, Error> {
    Ok(&text)
}

fn main() {
    drop(call(String::new()));
    drop(call_sync(String::new()));
}
