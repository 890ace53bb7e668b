// The first attempt would take the variables.

use std::io::Error;

use retry_attr::retrying;

fn main() {
    let text = "text".to_owned();
    let _ = async {
        let _ = retrying!(async move || -> Result<usize, Error> { Ok(text.len()) }, max = 3).await;
    };
    let _ = retrying!(move || -> std::io::Result<u8> { Ok(1) });
}
