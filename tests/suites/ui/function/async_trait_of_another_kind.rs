// The function that an `#[async_trait]` would leave if it rewrote the body in an unknown way.

use std::io::Error;
use std::pin::Pin;

use retry_attr::retry;

struct Client;

impl Client {
    #[retry]
    fn call<'life0, 'async_trait>(
        &'life0 self,
    ) -> Pin<Box<dyn Future<Output = Result<u8, Error>> + Send + 'async_trait>>
    where
        'life0: 'async_trait,
        Self: 'async_trait,
    {
        Box::pin(async move {
            let __answer: Result<u8, Error> = { Ok(1) };
            __answer
        })
    }
}

fn main() {
    drop(Client.call());
}
