use retry_attr::retry;

#[retry]
fn call() {}

#[retry]
async fn call_async() {}

fn main() {
    call();
    drop(call_async());
}
