use std::future::Future;
use std::time::Duration;

use retry_attr::retry;

const NONE: Duration = Duration::ZERO;

#[retry(deadline = NONE)]
fn call() -> std::io::Result<()> {
    Ok(())
}

#[retry(attempt_timeout = NONE)]
async fn ask() -> std::io::Result<()> {
    Ok(())
}

fn main() {
    let _ = call();
    drop(std::pin::pin!(ask()).poll(&mut std::task::Context::from_waker(std::task::Waker::noop())));
}
