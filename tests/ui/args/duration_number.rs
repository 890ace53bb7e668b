use std::io::Error;

use retry_attr::retry;

#[retry(max_delay = 10)]
fn call() -> Result<u8, Error> {
    Ok(1)
}

fn main() {
    let _ = call();
}
