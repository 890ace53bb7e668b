// Constants are checked at compile time, even if other values are read when the call begins.

use std::io::Error;
use std::time::Duration;

use retry_attr::{Jitter, Policy, retry};

const NONE: u32 = 0;
const HALF: f64 = 0.5;
const SHORT: Duration = Duration::from_millis(1);
const LONG: Duration = Duration::from_secs(60);
const JITTER: Jitter = Jitter::Fraction(1.5);

#[retry(max = NONE, policy = policy)]
fn max_beside_a_policy(policy: Policy) -> Result<u8, Error> {
    Ok(1)
}

#[retry(jitter = JITTER, policy = policy)]
fn jitter_beside_a_policy(policy: Policy) -> Result<u8, Error> {
    Ok(1)
}

#[retry(factor = HALF, max = max)]
fn factor_beside_max(max: u32) -> Result<u8, Error> {
    Ok(1)
}

#[retry(initial_delay = LONG, max_delay = SHORT, max = max)]
fn delays_beside_max(max: u32) -> Result<u8, Error> {
    Ok(1)
}

#[retry(initial_delay = LONG, max = max)]
fn delay_above_the_default(max: u32) -> Result<u8, Error> {
    Ok(1)
}

fn main() {
    let _ = max_beside_a_policy(Policy::DEFAULT);
    let _ = jitter_beside_a_policy(Policy::DEFAULT);
    let _ = factor_beside_max(3);
    let _ = delays_beside_max(3);
    let _ = delay_above_the_default(3);
}
