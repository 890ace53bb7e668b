use std::io::Error;

use retry_attr::retry;

#[retry(max = 3 jitter)]
fn call() -> Result<u8, Error> {
    Ok(1)
}

fn main() {
    let _ = call();
}
