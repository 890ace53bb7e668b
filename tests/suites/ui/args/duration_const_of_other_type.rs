use std::io::Error;

use retry_attr::retry;

const WAIT: u64 = 3;

#[retry(max_delay = WAIT)]
fn call() -> Result<u8, Error> {
    Ok(1)
}

fn main() {
    let _ = call();
}
