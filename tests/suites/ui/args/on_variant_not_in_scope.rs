// rustc takes `Busy` for a variable, which would match everything.

use retry_attr::{Retryable, retry};

#[derive(Retryable)]
enum MyError {
    #[retryable(transient)]
    Busy,
    WrongKey,
}

#[retry(on(Busy))]
fn call() -> Result<u8, MyError> {
    Err(MyError::WrongKey)
}

#[retry(on(Bussy if true))]
fn call_misspelled() -> Result<u8, MyError> {
    Err(MyError::Busy)
}

#[retry(on_ok((Blank)))]
fn call_for_value() -> Result<u8, MyError> {
    Ok(1)
}

macro_rules! any {
    () => {
        e
    };
}

#[retry(on(any!()))]
fn call_by_macro() -> Result<u8, MyError> {
    Ok(1)
}

fn main() {
    let _ = call();
    let _ = call_misspelled();
    let _ = call_for_value();
    let _ = call_by_macro();
}
