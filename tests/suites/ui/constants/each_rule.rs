// Values in constants, which the attribute cannot see, follow the same rules.

use std::io::Error;
use std::time::Duration;

use retry_attr::{Backoff, Jitter, Policy, retry};

const SHORT: Duration = Duration::from_millis(1);
const LONG: Duration = Duration::from_secs(60);
const LINEAR: Policy = Policy::DEFAULT.backoff(Backoff::Linear);
const DECORRELATED: Policy = Policy::DEFAULT.jitter(Jitter::Decorrelated);

#[retry(factor = f64::NAN)]
fn factor_is_no_number() -> Result<u8, Error> {
    Ok(1)
}

#[retry(factor = f64::INFINITY)]
fn factor_is_infinite() -> Result<u8, Error> {
    Ok(1)
}

#[retry(throttled_delay = SHORT)]
fn throttled_delay_is_below_the_default() -> Result<u8, Error> {
    Ok(1)
}

#[retry(throttled_delay = LONG)]
fn throttled_delay_is_above_the_default() -> Result<u8, Error> {
    Ok(1)
}

#[retry(max_delay = SHORT, initial_delay = "1s")]
fn max_delay_is_below_initial_delay() -> Result<u8, Error> {
    Ok(1)
}

#[retry(policy = Policy::DEFAULT, initial_delay = "1m")]
fn initial_delay_is_above_the_max_delay_of_a_policy() -> Result<u8, Error> {
    Ok(1)
}

#[retry(policy = Policy::DEFAULT, throttled_delay = "1ms")]
fn throttled_delay_is_below_the_initial_delay_of_a_policy() -> Result<u8, Error> {
    Ok(1)
}

#[retry(policy = DECORRELATED, backoff = "linear")]
fn backoff_beside_a_decorrelated_policy() -> Result<u8, Error> {
    Ok(1)
}

#[retry(policy = LINEAR, jitter = "decorrelated")]
fn jitter_beside_a_linear_policy() -> Result<u8, Error> {
    Ok(1)
}

#[retry(policy = DECORRELATED, factor = 3)]
fn factor_beside_a_decorrelated_policy() -> Result<u8, Error> {
    Ok(1)
}

fn main() {
    let _ = factor_is_no_number();
    let _ = factor_is_infinite();
    let _ = throttled_delay_is_below_the_default();
    let _ = throttled_delay_is_above_the_default();
    let _ = max_delay_is_below_initial_delay();
    let _ = initial_delay_is_above_the_max_delay_of_a_policy();
    let _ = throttled_delay_is_below_the_initial_delay_of_a_policy();
    let _ = backoff_beside_a_decorrelated_policy();
    let _ = jitter_beside_a_linear_policy();
    let _ = factor_beside_a_decorrelated_policy();
}
