use std::io::Error;

use retry_attr::retry;

struct Request(String);

impl Request {
    #[retry]
    async fn send(self) -> Result<usize, Error> {
        let bytes = self.0.into_bytes();
        Ok(bytes.len())
    }
}

fn main() {
    drop(Request(String::new()).send());
}
