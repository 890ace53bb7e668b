use retry_attr::retry;

enum MyError {
    Busy,
}

struct Client;

impl Client {
    #[retry(max = 5, jitter = "none", on_retry = |retry| eprintln!("{}", retry.attempt()))]
    async fn call(&self) -> Result<u8, MyError> {
        Err(MyError::Busy)
    }
}

fn main() {
    drop(Client.call());
}
