use futures_util::{Stream, stream};
use std::io;

#[retry_attr::retry(stream)]
async fn ask() -> io::Result<impl Stream<Item = u8>> {
    Ok(stream::iter([1_u8]))
}

fn main() {}
