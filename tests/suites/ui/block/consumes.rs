// A value that the closure consumes is gone after the first attempt.

use retry_attr::retrying;

fn main() {
    let text = String::new();
    let _ = retrying!(|| -> std::io::Result<String> { Ok(text) });
    let _ = async {
        let text = String::new();
        let _ = retrying!(async || -> std::io::Result<usize> { Ok(drop_it(text)) }, max = 3).await;
    };
}

fn drop_it(text: String) -> usize {
    text.len()
}
