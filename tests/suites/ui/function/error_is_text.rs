use retry_attr::retry;

#[retry]
fn call() -> Result<u8, String> {
    Err(String::new())
}

fn main() {
    let _ = call();
}
