use std::io::Error;

use retry_attr::retry;

#[retry]
async fn call<'a, 'b>(a: &'a str, b: &'b str) -> Result<&'a str, Error> {
    Ok(b)
}

#[retry]
fn call_sync<'a, 'b>(a: &'a str, b: &'b str) -> Result<&'a str, Error> {
    Ok(b)
}

fn main() {
    drop(call("", ""));
    drop(call_sync("", ""));
}
