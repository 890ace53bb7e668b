use retry_attr::retry;

enum MyError {
    Busy,
}

#[retry(except(MyError::Busy))]
async fn call() -> Result<u8, MyError> {
    Err(MyError::Busy)
}

fn main() {
    drop(call());
}
