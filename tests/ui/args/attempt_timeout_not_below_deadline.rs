use retry_attr::retry;

#[retry(attempt_timeout = "2m", deadline = "2m")]
async fn equal() -> std::io::Result<()> {
    Ok(())
}

#[retry(attempt_timeout = "121s", deadline = "2m")]
async fn above() -> std::io::Result<()> {
    Ok(())
}

fn main() {}
