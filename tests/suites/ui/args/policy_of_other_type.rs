use std::io::Error;

use retry_attr::retry;

const PATIENT: u32 = 3;

#[retry(policy = PATIENT)]
fn call() -> Result<u8, Error> {
    Ok(1)
}

fn main() {
    let _ = call();
}
