use std::io::Error;

use retry_attr::retry;

trait Model {
    #[retry(max = 3)]
    async fn ask(&self) -> Result<u8, Error>
    where
        Self: Sized;
}

fn main() {}
