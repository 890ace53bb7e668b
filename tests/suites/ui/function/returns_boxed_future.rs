use std::future::Future;
use std::io::Error;
use std::pin::Pin;

use retry_attr::retry;

#[retry]
fn call(n: u8) -> Pin<Box<dyn Future<Output = Result<u8, Error>> + Send>> {
    Box::pin(async move { Ok(n) })
}

fn main() {
    drop(call(1));
}
