use std::io::Error;

use retry_attr::retry;

fn verdict(_: Error) -> retry_attr::Verdict {
    retry_attr::Verdict::transient()
}

#[retry(verdict = verdict)]
fn call() -> Result<u8, Error> {
    Ok(1)
}

fn main() {
    let _ = call();
}
