use std::io::Error;

use retry_attr::retry;

#[retry(on_retryy = |a, b, c| log(a, b), max = 0)]
fn call() -> Result<u8, Error> {
    Ok(1)
}

fn main() {
    let _ = call();
}
