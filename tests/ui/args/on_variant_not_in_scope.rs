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

#[retry(on(Bussy))]
fn call_misspelled() -> Result<u8, MyError> {
    Err(MyError::Busy)
}

fn main() {
    let _ = call();
    let _ = call_misspelled();
}
