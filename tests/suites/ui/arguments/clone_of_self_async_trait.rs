use std::io::Error;

use retry_attr::retry;

#[async_trait::async_trait]
trait Model: Sync {
    #[retry(clone(self))]
    async fn ask(&self) -> Result<u32, Error> {
        Ok(1)
    }
}

fn main() {}
