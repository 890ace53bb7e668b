use std::io::Error;

use retry_attr::retry;

#[retry]
async fn call() -> Result<u8, Error> {
    println!("{} {}", 1);
    Ok(1)
}

#[retry]
fn call_sync() -> Result<u8, Error> {
    println!("{} {}", 1);
    Ok(1)
}

fn main() {
    drop(call());
    drop(call_sync());
}
