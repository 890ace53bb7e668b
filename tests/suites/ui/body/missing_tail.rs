use std::io::Error;

use retry_attr::retry;

#[retry]
async fn call() -> Result<u8, Error> {
    println!("one");
}

#[retry]
fn call_sync() -> Result<u8, Error> {
    println!("one");
}

fn main() {
    drop(call());
    drop(call_sync());
}
