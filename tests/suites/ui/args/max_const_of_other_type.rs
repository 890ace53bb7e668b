use std::io::Error;

use retry_attr::retry;

const LIMIT: usize = 3;

#[retry(max = LIMIT)]
fn call() -> Result<u8, Error> {
    Ok(1)
}

fn main() {
    let _ = call();
}
