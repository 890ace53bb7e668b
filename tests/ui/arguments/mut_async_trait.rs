use std::io::Error;

use retry_attr::retry;

#[async_trait::async_trait]
trait Model {
    async fn ask(&self, n: u32) -> Result<u32, Error>;
    async fn make(n: u32) -> Result<u32, Error>;
}

struct Fixed;

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
}

fn main() {
    drop((Fixed.ask(1), Fixed::make(1)));
}
