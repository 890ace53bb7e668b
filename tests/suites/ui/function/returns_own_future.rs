use std::future::Ready;
use std::io::Error;

use retry_attr::retry;

#[retry]
fn call() -> Ready<Result<u8, Error>> {
    std::future::ready(Ok(1))
}

fn main() {
    drop(call());
}
