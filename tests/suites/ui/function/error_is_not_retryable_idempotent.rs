use retry_attr::retry;

#[derive(Debug)]
enum MyError {
    Busy,
}

#[retry(idempotent = false, on(MyError::Busy))]
fn named() -> Result<u8, MyError> {
    Err(MyError::Busy)
}

#[retry(idempotent = false)]
fn unnamed() -> Result<u8, MyError> {
    Err(MyError::Busy)
}

fn main() {
    let _ = (named(), unnamed());
}
