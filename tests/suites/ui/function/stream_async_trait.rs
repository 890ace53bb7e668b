use futures_util::{Stream, stream};
use std::io;
use std::pin::Pin;

type BoxStream<'a, T> = Pin<Box<dyn Stream<Item = T> + Send + 'a>>;

#[async_trait::async_trait]
trait Asks {
    #[retry_attr::retry(stream)]
    async fn ask(&self) -> io::Result<BoxStream<'static, io::Result<u8>>> {
        Ok(Box::pin(stream::empty()))
    }
}

fn main() {}
