// Where a `mut` is easy to overlook.

use std::io::{Error, Read};

use retry_attr::retry;

#[retry]
#[allow(non_snake_case)]
fn upper_case(mut N: u32, (A, mut B): (u32, u32)) -> Result<u32, Error> {
    N += 1;
    B += 1;
    Ok(N + A + B)
}

#[retry]
fn conditional(#[cfg(all())] mut n: u32) -> Result<u32, Error> {
    n += 1;
    Ok(n)
}

macro_rules! counter {
    ($n:ident) => {
        mut $n
    };
}

#[retry]
fn by_macro(counter!(n): u32) -> Result<u32, Error> {
    n += 1;
    Ok(n)
}

#[retry]
fn references(mut bytes: &[u8], mut source: &mut dyn Read) -> Result<u64, Error> {
    let _ = bytes.read(&mut [0])?;
    std::io::copy(&mut source, &mut std::io::sink())
}

#[retry(attempt = N)]
#[allow(non_snake_case)]
fn hidden(N: u32) -> Result<u32, Error> {
    Ok(N)
}

fn main() {
    let _ = upper_case(1, (2, 3));
    let _ = conditional(1);
    let _ = by_macro(1);
    let _ = references(&[], &mut std::io::empty());
    let _ = hidden(1);
}
