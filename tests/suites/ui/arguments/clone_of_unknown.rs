use std::io::Error;

use retry_attr::retry;

#[retry(clone(url, urls, nothing))]
async fn call(urls: String, other: String) -> Result<usize, Error> {
    Ok(urls.len() + other.len())
}

fn main() {
    drop(call(String::new(), String::new()));
}
