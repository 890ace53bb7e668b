#![deny(unused_variables)]

use retry_attr::retry;

#[retry(attempt = attempt, last_error = cause)]
fn call() -> std::io::Result<()> {
    Ok(())
}

fn main() {}
