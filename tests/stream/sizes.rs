//! The size of a future with the option: the stream is in a box, so the future holds no part of it.

use std::future::Future;

use futures_util::{Stream, StreamExt as _, stream};
use retry_attr::retry;

use super::{Failed, Item};

/// A stream of two kilobytes and more.
fn large() -> impl Stream<Item = Item> {
    let texts = [""; 128];
    stream::iter(texts).map(Ok)
}

async fn plain() -> Result<impl Stream<Item = Item>, Failed> {
    tokio::task::yield_now().await;
    Ok(large())
}

/// The same attempt, without a stream.
#[retry]
async fn box_of_one() -> Result<Box<u8>, Failed> {
    tokio::task::yield_now().await;
    Ok(Box::new(1))
}

#[retry(stream)]
async fn begun() -> Result<impl Stream<Item = Item>, Failed> {
    tokio::task::yield_now().await;
    Ok(large())
}

fn size<F: Future>(future: &F) -> usize {
    size_of_val(future)
}

#[tokio::test]
async fn the_future_holds_no_stream_and_the_reader_a_pointer() {
    let stream = size_of_val(&plain().await.expect("a stream"));
    assert!(stream >= 128 * size_of::<&str>());
    // The plan and the attempt's number, to report a late error.
    let told = size_of::<&()>() + size_of::<usize>();
    assert!(size(&begun()) <= size(&box_of_one()) + told, "{}", size(&begun()));
    assert_eq!(size_of_val(&begun().await.expect("a stream")), size_of::<usize>());
}
