use std::io::Error;

use retry_attr::retry;

#[retry]
async fn call<T>(t: &T) -> Result<u8, Error> {
    println!("{t}");
    Ok(1)
}

#[retry]
fn call_sync<T>(t: &T) -> Result<u8, Error> {
    println!("{t}");
    Ok(1)
}

fn main() {
    drop(call(&1));
    drop(call_sync(&1));
}
