use std::io::Error;

use retry_attr::retry;

#[retry]
async fn call(seed: &str) -> Result<&str, Error> {
    println!("{seed}");
    let text = String::from("one");
    Ok(&text)
}

#[retry]
fn call_sync(seed: &str) -> Result<&str, Error> {
    println!("{seed}");
    let text = String::from("one");
    Ok(&text)
}

fn main() {
    drop(call(""));
    drop(call_sync(""));
}
