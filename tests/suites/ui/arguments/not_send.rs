// An argument that is `Send` but not `Sync` is borrowed across the wait.

use std::cell::Cell;
use std::io::Error;

use retry_attr::retry;

fn spawn(_: impl Future + Send) {}

#[retry]
async fn call(n: Cell<u8>) -> Result<u8, Error> {
    std::future::ready(()).await;
    Ok(n.get())
}

fn main() {
    spawn(call(Cell::new(1)));
}
