use std::io::Error;

use retry_attr::retry;

type BoxFuture<'a, T> = std::pin::Pin<Box<dyn Future<Output = T> + Send + 'a>>;

#[retry]
fn call(n: &u8) -> BoxFuture<'_, Result<u8, Error>> {
    Box::pin(async move { Ok(*n) })
}

fn main() {
    drop(call(&1));
}
