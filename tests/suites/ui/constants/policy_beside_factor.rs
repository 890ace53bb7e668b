use std::io::Error;

use retry_attr::{Policy, retry};

const LINEAR: Policy = Policy::DEFAULT.backoff(retry_attr::Backoff::Linear);

#[retry(policy = LINEAR, factor = 1.5)]
fn call() -> Result<u8, Error> {
    Ok(1)
}

fn main() {
    let _ = call();
}
