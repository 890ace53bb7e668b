use retry_attr::retry;

#[retry(deadline = 120)]
fn number() -> std::io::Result<()> {
    Ok(())
}

#[retry(deadline = "2 min")]
fn text() -> std::io::Result<()> {
    Ok(())
}

const LIMIT: u64 = 120;

#[retry(deadline = LIMIT)]
fn constant() -> std::io::Result<()> {
    Ok(())
}

fn main() {}
