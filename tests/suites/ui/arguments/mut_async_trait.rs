use std::io::Error;

use retry_attr::retry;

#[async_trait::async_trait]
trait Model {
    async fn ask(&self, n: u32) -> Result<u32, Error>;
    async fn make(n: u32) -> Result<u32, Error>;
    async fn count(self) -> Result<u32, Error>;
    async fn count_boxed(self: Box<Self>) -> Result<u32, Error>;
}

struct Fixed(u32);

#[async_trait::async_trait]
impl Model for Fixed {
    #[retry]
    async fn ask(&self, mut n: u32) -> Result<u32, Error> {
        n += 1;
        Ok(n)
    }

    #[retry]
    async fn make(mut n: u32) -> Result<u32, Error> {
        n += 1;
        Ok(n)
    }

    #[retry]
    async fn count(mut self) -> Result<u32, Error> {
        self.0 += 1;
        Ok(self.0)
    }

    #[retry]
    async fn count_boxed(mut self: Box<Self>) -> Result<u32, Error> {
        self.0 += 1;
        Ok(self.0)
    }
}

fn main() {
    drop((Fixed(0).ask(1), Fixed::make(1), Fixed(0).count(), Box::new(Fixed(0)).count_boxed()));
}
