// Only rustc sees that this is a future.

use std::io::Error;

use retry_attr::retry;

type Call = std::pin::Pin<Box<dyn Future<Output = Result<u8, Error>>>>;

#[retry]
fn call() -> Call {
    Box::pin(async { Ok(1) })
}

fn main() {
    drop(call());
}
