use retry_attr::retry;

struct Error;

#[retry(deadline = "0s", on(_))]
fn call() -> Result<(), Error> {
    Ok(())
}

#[retry(attempt_timeout = "0ms", on(_))]
async fn ask() -> Result<(), Error> {
    Ok(())
}

fn main() {}
