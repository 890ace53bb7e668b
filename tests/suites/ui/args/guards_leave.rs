//! `?` and `return` in a guard.

use retry_attr::{Retryable, retry};

#[derive(Debug, Retryable)]
#[retryable(transient)]
struct Failed;

impl Failed {
    fn status(&self) -> Option<u16> {
        None
    }
}

#[retry(on(e if e.status()? == 503))]
fn on() -> Result<u8, Failed> {
    Ok(7)
}

#[retry(on(e if { return e.status().is_some() }))]
async fn on_later() -> Result<u8, Failed> {
    Ok(7)
}

#[retry(except(e if e.status().ok_or(Failed)? == 401))]
async fn except() -> Result<u8, Failed> {
    Ok(7)
}

#[retry(on_ok(n if n.checked_sub(1)? == 0))]
fn on_ok() -> Result<u8, Failed> {
    Ok(7)
}

#[retry(on_ok(n if { if *n > 3 { return true } false }))]
fn on_ok_returns() -> Result<u8, Failed> {
    Ok(7)
}

#[retry(on(None), on_ok(n if { return Some(*n) }))]
fn option() -> Option<u8> {
    Some(7)
}

#[retry(on(e if loop { break e.status().is_some() }), except(_ if { break }))]
fn breaks() -> Result<u8, Failed> {
    Ok(7)
}

fn main() {}
