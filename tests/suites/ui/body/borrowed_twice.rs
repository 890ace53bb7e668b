use std::io::Error;

use retry_attr::retry;

#[retry]
async fn call() -> Result<u8, Error> {
    let mut numbers = vec![1];
    let first = &mut numbers;
    let second = &mut numbers;
    first.push(2);
    second.push(3);
    Ok(numbers[0])
}

#[retry]
fn call_sync() -> Result<u8, Error> {
    let mut numbers = vec![1];
    let first = &mut numbers;
    let second = &mut numbers;
    first.push(2);
    second.push(3);
    Ok(numbers[0])
}

fn main() {
    drop(call());
    drop(call_sync());
}
