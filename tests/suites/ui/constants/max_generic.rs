use std::io::Error;

use retry_attr::retry;

#[retry(max = MAX)]
fn call<const MAX: u32>() -> Result<u8, Error> {
    Ok(1)
}

fn main() {
    let _ = call::<3>();
    let _ = call::<0>();
}
