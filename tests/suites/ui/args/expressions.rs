// The values that other crates take in place of a pattern: a closure, or its body.

use std::io::{Error, ErrorKind};

use retry_attr::retry;

#[retry(on(|e| e.kind() == ErrorKind::TimedOut), except(e.kind() == ErrorKind::NotFound), on_ok(|n| n.is_ascii()))]
fn closures() -> Result<u8, Error> {
    Ok(1)
}

#[retry(on(|e| matches!(e.kind(), ErrorKind::TimedOut)), except(|e: &Error| is_spent(e)))]
fn closures_without_operators() -> Result<u8, Error> {
    Ok(1)
}

#[retry(on(kind = ErrorKind::TimedOut), except(kind == ErrorKind::NotFound), on_ok(0 => true))]
fn comparisons() -> Result<u8, Error> {
    Ok(1)
}

#[retry(stream(item.is_text()))]
async fn items() -> Result<u8, Error> {
    Ok(1)
}

// Ranges, paths and guards have dots and equal signs too.
#[retry(on_ok(0..=3 | 5.. | ..=7), on(e if e.kind() == ErrorKind::TimedOut))]
fn right() -> Result<u8, Error> {
    Ok(1)
}

fn main() {}
