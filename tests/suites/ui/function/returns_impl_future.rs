use std::future::Future;
use std::io::Error;

use retry_attr::retry;

#[retry]
fn call(n: u8) -> impl Future<Output = Result<u8, Error>> {
    async move { Ok(n) }
}

fn main() {
    drop(call(1));
}
