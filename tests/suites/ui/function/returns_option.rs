use retry_attr::retry;

#[retry]
fn call() -> Option<u8> {
    Some(1)
}

#[retry(max = 2)]
async fn call_async() -> std::option::Option<u8> {
    Some(1)
}

fn main() {
    let _ = call();
    drop(call_async());
}
