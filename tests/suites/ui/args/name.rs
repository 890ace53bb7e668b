use retry_attr::retry;

#[retry(name = "")]
fn empty() -> std::io::Result<()> {
    Ok(())
}

#[retry(name = 7)]
fn number() -> std::io::Result<()> {
    Ok(())
}

const NAME: u8 = 7;

#[retry(name = NAME)]
fn constant() -> std::io::Result<()> {
    Ok(())
}

fn main() {}
