// The attribute above has rewritten the function before `#[retry]` sees it.

use std::io::Error;

use retry_attr::retry;

#[tokio::main]
#[retry(attempt_timeout = "30s")]
async fn start() -> Result<(), Error> {
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
#[retry]
async fn start_later(n: u8) -> Result<u8, Error> {
    let n = async { n }.await;
    Ok(n)
}

mod tests {
    #[tokio::test(start_paused = true)]
    #[super::retry]
    async fn call() -> Result<(), super::Error> {
        Ok(())
    }
}

fn main() {
    let _ = start();
    let _ = start_later(1);
}
