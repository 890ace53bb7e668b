//! Other crates' words for the largest delay.

use retry_attr::retry;

#[retry(cap = "10s")]
async fn text() -> std::io::Result<()> {
    Ok(())
}

#[retry(max_interval = 60)]
async fn seconds() -> std::io::Result<()> {
    Ok(())
}

fn main() {}
