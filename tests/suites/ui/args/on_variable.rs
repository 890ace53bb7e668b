use std::io::Error;

use retry_attr::retry;

#[retry(on(error), except(_e), on_ok(answer))]
fn call() -> Result<u8, Error> {
    Ok(1)
}

#[retry(on(&_), except((e)), on_ok(ref answer))]
fn call_behind_signs() -> Result<u8, Error> {
    Ok(1)
}

#[retry(on(e if true), except(e if is_patient), on_ok((a, _)))]
fn call_on_condition(is_patient: bool) -> Result<(u8, u8), Error> {
    Ok((1, u8::from(is_patient)))
}

fn main() {
    let _ = call();
    let _ = call_behind_signs();
    let _ = call_on_condition(true);
}
