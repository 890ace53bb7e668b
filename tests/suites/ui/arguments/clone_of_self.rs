use std::io::Error;

use retry_attr::retry;

#[derive(Clone)]
struct Request(String);

impl Request {
    #[retry(clone(self))]
    fn send(self) -> Result<usize, Error> {
        Ok(self.0.len())
    }
}

fn main() {
    let _ = Request(String::new()).send();
}
