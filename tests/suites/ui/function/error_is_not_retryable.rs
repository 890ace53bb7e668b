use retry_attr::retry;

enum MyError {
    Busy,
}

#[retry]
fn call() -> Result<u8, MyError> {
    Err(MyError::Busy)
}

fn main() {
    let _ = call();
}
