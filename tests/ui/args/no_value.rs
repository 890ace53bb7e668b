use std::io::Error;

use retry_attr::retry;

#[retry(max)]
fn call_max() -> Result<u8, Error> {
    Ok(1)
}

#[retry(backoff)]
fn call_backoff() -> Result<u8, Error> {
    Ok(1)
}

#[retry(initial_delay)]
fn call_initial_delay() -> Result<u8, Error> {
    Ok(1)
}

#[retry(factor)]
fn call_factor() -> Result<u8, Error> {
    Ok(1)
}

#[retry(max_delay)]
fn call_max_delay() -> Result<u8, Error> {
    Ok(1)
}

#[retry(throttled_delay)]
fn call_throttled_delay() -> Result<u8, Error> {
    Ok(1)
}

#[retry(max_retry_after)]
fn call_max_retry_after() -> Result<u8, Error> {
    Ok(1)
}

#[retry(on)]
fn call_on() -> Result<u8, Error> {
    Ok(1)
}

#[retry(except)]
fn call_except() -> Result<u8, Error> {
    Ok(1)
}

#[retry(on_ok)]
fn call_on_ok() -> Result<u8, Error> {
    Ok(1)
}

#[retry(verdict)]
fn call_verdict() -> Result<u8, Error> {
    Ok(1)
}

#[retry(on_retry)]
fn call_on_retry() -> Result<u8, Error> {
    Ok(1)
}

#[retry(on_give_up)]
fn call_on_give_up() -> Result<u8, Error> {
    Ok(1)
}

#[retry(clone)]
fn call_clone() -> Result<u8, Error> {
    Ok(1)
}

#[retry(policy)]
fn call_policy() -> Result<u8, Error> {
    Ok(1)
}

#[retry(random)]
fn call_random() -> Result<u8, Error> {
    Ok(1)
}

#[retry(sleep)]
fn call_sleep() -> Result<u8, Error> {
    Ok(1)
}

#[retry(crate)]
fn call_krate() -> Result<u8, Error> {
    Ok(1)
}

fn main() {
    let _ = call_max();
    let _ = call_backoff();
    let _ = call_initial_delay();
    let _ = call_factor();
    let _ = call_max_delay();
    let _ = call_throttled_delay();
    let _ = call_max_retry_after();
    let _ = call_on();
    let _ = call_except();
    let _ = call_on_ok();
    let _ = call_verdict();
    let _ = call_on_retry();
    let _ = call_on_give_up();
    let _ = call_clone();
    let _ = call_policy();
    let _ = call_random();
    let _ = call_sleep();
    let _ = call_krate();
}
