// Either of them may have broken the rule.

use std::io::Error;
use std::time::Duration;

use retry_attr::retry;

const FIRST: Duration = Duration::from_secs(60);
const LONGEST: Duration = Duration::from_secs(30);

#[retry(initial_delay = FIRST, max_delay = LONGEST)]
fn call() -> Result<u8, Error> {
    Ok(1)
}

fn main() {
    let _ = call();
}
