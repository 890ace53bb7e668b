use retry_attr::retry;

#[retry]
fn call() -> () {}

fn main() {
    call();
}
