use retry_attr::retry;

#[retry]
fn call() -> u32 {
    1
}

#[retry(on(_))]
async fn call_async() -> u32 {
    1
}

fn main() {
    let _ = call() + 1;
    drop(call_async());
}
