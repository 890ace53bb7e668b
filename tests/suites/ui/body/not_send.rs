use std::io::Error;
use std::rc::Rc;

use retry_attr::retry;

fn spawn(_: impl Future + Send) {}

#[retry]
async fn call() -> Result<u8, Error> {
    let n = Rc::new(1);
    std::future::ready(()).await;
    Ok(*n)
}

fn main() {
    spawn(call());
}
