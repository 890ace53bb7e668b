use futures_util::{Stream, stream};
use std::io;

#[retry_attr::retry(stream(Text))]
async fn ask() -> io::Result<impl Stream<Item = io::Result<u8>>> {
    Ok(stream::iter([Ok(1_u8)]))
}

fn main() {}
