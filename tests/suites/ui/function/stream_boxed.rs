use futures_util::{Stream, stream};
use std::io;
use std::pin::Pin;

type BoxStream<'a, T> = Pin<Box<dyn Stream<Item = T> + Send + 'a>>;

#[retry_attr::retry(stream)]
async fn by_name() -> io::Result<BoxStream<'static, io::Result<u8>>> {
    Ok(Box::pin(stream::empty()))
}

#[retry_attr::retry(stream)]
async fn written_out() -> Result<Pin<Box<dyn Stream<Item = io::Result<u8>> + Send>>, io::Error> {
    Ok(Box::pin(stream::empty()))
}

#[retry_attr::retry(stream)]
async fn of_a_type() -> io::Result<stream::Empty<io::Result<u8>>> {
    Ok(stream::empty())
}

fn main() {}
