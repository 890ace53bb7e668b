use std::io::Error;

use retry_attr::retry;

#[retry(max_delay = "30s1m")]
fn call() -> Result<u8, Error> {
    Ok(1)
}

fn main() {
    let _ = call();
}
