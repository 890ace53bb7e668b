use std::io::Error;

use retry_attr::retry;

#[retry(attempt_timeout = "10s")]
fn call_attempt_timeout() -> Result<u8, Error> {
    Ok(1)
}

#[retry(deadline = "1m")]
fn call_deadline() -> Result<u8, Error> {
    Ok(1)
}

#[retry(attempt = n)]
fn call_attempt() -> Result<u8, Error> {
    Ok(1)
}

#[retry(last_error = last)]
fn call_last_error() -> Result<u8, Error> {
    Ok(1)
}

#[retry(stream)]
fn call_stream() -> Result<u8, Error> {
    Ok(1)
}

#[retry(name = "ask")]
fn call_name() -> Result<u8, Error> {
    Ok(1)
}

#[retry(docs)]
fn call_docs() -> Result<u8, Error> {
    Ok(1)
}

fn main() {
    let _ = call_attempt_timeout();
    let _ = call_deadline();
    let _ = call_attempt();
    let _ = call_last_error();
    let _ = call_stream();
    let _ = call_name();
    let _ = call_docs();
}
