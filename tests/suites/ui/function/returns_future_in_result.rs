use std::future::{Future, ready};
use std::io;
use std::pin::Pin;

use retry_attr::retry;

type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

#[retry]
fn in_a_result(n: u8) -> Result<impl Future<Output = Result<u8, io::Error>>, io::Error> {
    Ok(ready(Ok(n)))
}

#[retry]
fn in_an_alias(n: u8) -> io::Result<Pin<Box<dyn Future<Output = io::Result<u8>> + Send>>> {
    Ok(Box::pin(ready(Ok(n))))
}

#[retry(on(None))]
fn in_an_option(n: u8) -> Option<BoxFuture<'static, Option<u8>>> {
    Some(Box::pin(ready(Some(n))))
}

/// These hold no future that runs for the caller.
#[retry]
fn not_a_future(n: u8) -> io::Result<impl Iterator<Item = Box<dyn Future<Output = u8>>>> {
    Ok(std::iter::once(Box::new(ready(n)) as Box<_>))
}

fn main() {}
