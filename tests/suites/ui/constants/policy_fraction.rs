use std::io::Error;

use retry_attr::{Policy, retry};

const PATIENT: Policy = Policy::DEFAULT.jitter(retry_attr::Jitter::Fraction(1.5));

#[retry(policy = PATIENT)]
fn call() -> Result<u8, Error> {
    Ok(1)
}

fn main() {
    let _ = call();
}
