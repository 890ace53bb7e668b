use std::io::Error;

use retry_attr::retry;

#[retry]
const fn call() -> Result<u8, Error> {
    Ok(1)
}

const ONE: Result<u8, Error> = call();

fn main() {
    let _ = ONE;
}
