use std::io::Error;

use retry_attr::retry;

#[retry(max = None)]
fn none() -> Result<u8, Error> {
    Ok(1)
}

#[retry(max = "2")]
fn text() -> Result<u8, Error> {
    Ok(1)
}

#[retry(max = -1)]
fn negative() -> Result<u8, Error> {
    Ok(1)
}

#[retry(max = 2.5)]
fn two_and_a_half() -> Result<u8, Error> {
    Ok(1)
}

#[retry(max = 2.0)]
fn two() -> Result<u8, Error> {
    Ok(1)
}

#[retry(max = f64::NAN)]
fn nan() -> Result<u8, Error> {
    Ok(1)
}

#[retry(max = f64::INFINITY)]
fn infinity() -> Result<u8, Error> {
    Ok(1)
}

#[retry(max = -f64::INFINITY)]
fn minus_infinity() -> Result<u8, Error> {
    Ok(1)
}

fn main() {}
