use std::io::Error;

use retry_attr::retry;

struct Token;

#[retry]
async fn call(token: Token) -> Result<u8, Error> {
    drop(token);
    Ok(1)
}

fn main() {
    drop(call(Token));
}
