use retry_attr::retry;

#[retry]
struct Call {
    url: String,
}

fn main() {
    let call = Call { url: String::new() };
    drop(call.url);
}
