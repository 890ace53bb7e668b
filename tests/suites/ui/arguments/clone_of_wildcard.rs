use std::io::Error;

use retry_attr::retry;

#[retry(clone(_))]
fn call(_: u32) -> Result<u8, Error> {
    Ok(1)
}

fn main() {
    let _ = call(1);
}
