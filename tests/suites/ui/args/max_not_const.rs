use std::io::Error;

use retry_attr::retry;

#[retry(max = limit)]
fn call(limit: u32) -> Result<u8, Error> {
    Ok(1)
}

fn main() {
    let _ = call(3);
}
