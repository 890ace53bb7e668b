// Every mistake at once, and none about the callers.

use std::io::Error;

use retry_attr::retry;

struct Client;

impl Client {
    #[retry(maxx = 3, backoff = "expo", factor = 0.5)]
    fn call(&self, mut n: u32) -> Result<u32, Error> {
        n += 1;
        Ok(n)
    }
}

#[retry(max = 0, jitter, jitter, clone(nope))]
async fn call(mut n: u32) -> Result<u32, Error> {
    n += 1;
    Ok(n)
}

async fn both() -> Result<u32, Error> {
    Ok(Client.call(1)? + call(2).await?)
}

fn main() {
    drop(both());
}
