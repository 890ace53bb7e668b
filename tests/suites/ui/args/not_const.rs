// A call that is not `const`, and names no parameter, is rustc's to refuse. A closure makes it a run-time value.

use std::io::Error;

use retry_attr::{Policy, retry};

fn limit() -> u32 {
    3
}

fn settings() -> Policy {
    Policy::DEFAULT
}

#[retry(max = limit())]
fn max() -> Result<u8, Error> {
    Ok(1)
}

#[retry(policy = settings())]
fn policy() -> Result<u8, Error> {
    Ok(1)
}

#[retry(max = || limit(), policy = || settings())]
fn closures() -> Result<u8, Error> {
    Ok(1)
}

fn main() {}
