use std::io::Error;

use retry_attr::retry;

#[retry(clone(text))]
fn call(ref mut text: String) -> Result<usize, Error> {
    text.push('!');
    Ok(text.len())
}

fn main() {
    let _ = call(String::new());
}
