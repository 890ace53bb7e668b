use std::io::Error;

use retry_attr::retry;

fn other() -> Result<String, Error> {
    Ok(String::new())
}

#[retry]
async fn call() -> Result<u8, Error> {
    other()
}

#[retry]
fn call_sync() -> Result<u8, Error> {
    other()
}

fn main() {
    drop(call());
    drop(call_sync());
}
