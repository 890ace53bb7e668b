//! `jitter` is a flag or a name, and not a `bool`.

use retry_attr::retry;

#[retry(jitter = true)]
async fn on() -> std::io::Result<()> {
    Ok(())
}

#[retry(jitter = false)]
async fn off() -> std::io::Result<()> {
    Ok(())
}

fn main() {}
