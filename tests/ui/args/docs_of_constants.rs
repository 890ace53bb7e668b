use std::time::Duration;

const LIMIT: u32 = 4;
const LONG: Duration = Duration::from_secs(60);

/// Asks the model.
#[retry_attr::retry(docs, max = LIMIT, max_delay = LONG, deadline = LONG)]
fn ask() -> std::io::Result<()> {
    Ok(())
}

/// Asks the model.
#[retry_attr::retry(docs, policy = retry_attr::Policy::DEFAULT)]
fn ask_again() -> std::io::Result<()> {
    Ok(())
}

fn main() {
    let _ = ask().and(ask_again());
}
