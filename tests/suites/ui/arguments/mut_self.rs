use std::io::Error;

use retry_attr::retry;

#[derive(Clone)]
struct Counter(u32);

impl Counter {
    #[retry]
    fn count(mut self) -> Result<u32, Error> {
        self.0 += 1;
        Ok(self.0)
    }
}

fn main() {
    let _ = Counter(1).count();
}
