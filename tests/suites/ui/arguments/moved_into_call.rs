use std::io::Error;

use retry_attr::retry;

async fn send(_: String) -> Result<u8, Error> {
    Ok(1)
}

#[retry]
async fn call(url: String) -> Result<u8, Error> {
    send(url).await
}

fn main() {
    drop(call(String::new()));
}
