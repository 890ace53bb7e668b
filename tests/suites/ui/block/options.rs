// The mistakes of the attribute get the same messages, which name `retrying!`.

use std::io::Error;

use retry_attr::retrying;

fn main() {
    let url = String::new();
    let _ = retrying!(|| -> Result<u8, Error> { Ok(1) }, max = 0, retries = 3, jitter = "fulll", deadline = 30);
    let _ = retrying!(|| -> Result<u8, Error> { Ok(1) }, trace_errors = true, max = 2, max = 3);
    let _ = retrying!(|| -> Result<usize, Error> { Ok(url.len()) }, clone(url));
    let _ = retrying!(|| -> Result<u8, Error> { Ok(1) }, attempt_timeout = "1s");
    let _ = retrying!(|| -> Result<u8, Error> { Ok(1) }, stream);
    let _ = retrying!(|| -> Option<u8> { Some(1) });
    let _ = retrying!(|| -> () {});
    let _ = retrying!(|| -> Result<u8, Error> { Ok(1) }, initial_delay = "1m", on(|e| e.is_late()));
    let _ = retrying!(|n: u8| -> Result<u8, Error> { Ok(n) }, max = 0, retries = 3);
}
