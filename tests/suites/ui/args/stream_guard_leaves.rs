//! `?` and `return` in the guard of a stream.

use futures_util::{Stream, stream};
use retry_attr::{Retryable, retry};

#[derive(Debug, Retryable)]
#[retryable(transient)]
struct Failed;

#[retry(stream(n if { return *n > 3 }))]
async fn returns() -> Result<impl Stream<Item = Result<u8, Failed>>, Failed> {
    Ok(stream::iter([Ok(1)]))
}

#[retry(stream(n if n.checked_sub(3)? > 0))]
async fn question_mark() -> Result<impl Stream<Item = Result<u8, Failed>>, Failed> {
    Ok(stream::iter([Ok(1)]))
}

#[retry(stream(_ if { break }))]
async fn breaks() -> Result<impl Stream<Item = Result<u8, Failed>>, Failed> {
    Ok(stream::iter([Ok(1)]))
}

fn main() {}
