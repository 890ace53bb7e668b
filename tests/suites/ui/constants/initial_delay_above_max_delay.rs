use std::io::Error;

use retry_attr::retry;

const FIRST: std::time::Duration = std::time::Duration::from_secs(60);

#[retry(initial_delay = FIRST)]
fn call() -> Result<u8, Error> {
    Ok(1)
}

fn main() {
    let _ = call();
}
