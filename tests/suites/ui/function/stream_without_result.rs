use futures_util::{Stream, stream};
use std::io;

#[retry_attr::retry(stream)]
async fn ask() -> impl Stream<Item = io::Result<u8>> {
    stream::empty()
}

#[retry_attr::retry(stream, on(None))]
async fn ask_perhaps() -> Option<impl Stream<Item = io::Result<u8>>> {
    Some(stream::empty())
}

fn main() {}
