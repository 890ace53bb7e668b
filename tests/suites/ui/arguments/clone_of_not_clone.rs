use std::io::Error;

use retry_attr::retry;

struct Token;

#[retry(clone(token))]
async fn call(token: Token) -> Result<u8, Error> {
    drop(token);
    Ok(1)
}

#[retry(clone(token))]
fn call_sync(token: Token) -> Result<u8, Error> {
    drop(token);
    Ok(1)
}

fn main() {
    drop(call(Token));
    let _ = call_sync(Token);
}
