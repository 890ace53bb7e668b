use std::time::Duration;

use retry_attr::retry;

const NONE: Duration = Duration::ZERO;

#[retry(deadline = NONE)]
fn call() -> std::io::Result<()> {
    Ok(())
}

fn main() {
    let _ = call();
}
