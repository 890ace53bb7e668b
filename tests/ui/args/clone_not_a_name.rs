use std::io::Error;

use retry_attr::retry;

#[retry(clone(&url))]
fn call(url: String) -> Result<usize, Error> {
    Ok(url.len())
}

fn main() {
    let _ = call(String::new());
}
