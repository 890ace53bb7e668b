use futures_util::{Stream, stream};
use std::io;

#[retry_attr::retry(stream)]
fn ask() -> io::Result<impl Stream<Item = io::Result<u8>>> {
    Ok(stream::empty())
}

fn main() {}
