use std::io::Error;

use retry_attr::retry;

unsafe extern "Rust" {
    #[retry]
    fn call() -> Result<u8, Error>;
}

fn main() {
    let _ = unsafe { call() };
}
