use futures_util::{Stream, stream};
use std::{fmt, io};

#[retry_attr::retry(stream)]
async fn ask() -> io::Result<impl Stream<Item = Result<u8, fmt::Error>>> {
    Ok(stream::iter([Err::<u8, _>(fmt::Error)]))
}

fn main() {}
