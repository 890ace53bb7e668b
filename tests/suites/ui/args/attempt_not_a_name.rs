use retry_attr::retry;

#[retry(attempt = 1)]
fn number() -> std::io::Result<()> {
    Ok(())
}

#[retry(attempt)]
fn nothing() -> std::io::Result<()> {
    Ok(())
}

#[retry(last_error(cause))]
fn parentheses() -> std::io::Result<()> {
    Ok(())
}

#[retry(last_error = self)]
fn keyword() -> std::io::Result<()> {
    Ok(())
}

#[retry(attempt = NUMBER)]
fn constant() -> std::io::Result<()> {
    Ok(())
}

fn main() {}
