use retry_attr::retry;

#[retry(attempt = n)]
fn parameter(n: u32) -> std::io::Result<u32> {
    Ok(n)
}

#[retry(attempt = same, last_error = same)]
fn each_other() -> std::io::Result<()> {
    Ok(())
}

fn main() {}
