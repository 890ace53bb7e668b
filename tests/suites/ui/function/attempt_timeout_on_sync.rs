use retry_attr::retry;

#[retry(attempt_timeout = "10s")]
fn call() -> std::io::Result<()> {
    Ok(())
}

fn main() {}
