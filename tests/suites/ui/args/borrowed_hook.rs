use std::io::Error;

use retry_attr::retry;

#[retry(notify = |a, b| log(a, b))]
fn call_notify() -> Result<u8, Error> {
    Ok(1)
}

#[retry(before_sleep = log)]
fn call_before_sleep() -> Result<u8, Error> {
    Ok(1)
}

fn main() {
    let _ = call_notify();
    let _ = call_before_sleep();
}
