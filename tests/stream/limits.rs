//! Limits hold up to the first item, and end with it.

use std::time::Duration;

use futures_util::{Stream, StreamExt as _, stream};
use retry_attr::retry;
use tokio::time::{Instant, sleep};

use super::Failed::{Busy, Late};
use super::{Failed, Item, Server};

/// An item that takes an hour.
fn slow(item: &'static str) -> impl Stream<Item = Item> {
    stream::once(async move {
        sleep(Duration::from_secs(3600)).await;
        Ok(item)
    })
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_does_not_begin_in_time_is_cut_and_one_that_has_begun_is_not() {
    #[retry(stream, attempt_timeout = "1s", initial_delay = "100ms", jitter = "none", attempt = attempt)]
    async fn ask() -> Result<impl Stream<Item = Item>, Failed> {
        let items = if attempt.number() == 1 { &[][..] } else { &[Ok("Par")] };
        Ok(stream::iter(items.iter().copied()).chain(slow("is")))
    }
    let start = Instant::now();
    let stream = ask().await.expect("the second one begins");
    assert!((1100..1110).contains(&start.elapsed().as_millis()), "{:?}", start.elapsed());
    assert_eq!(stream.collect::<Vec<_>>().await, [Ok("Par"), Ok("is")]);
}

#[tokio::test(start_paused = true)]
async fn the_deadline_cuts_an_attempt_that_has_not_begun() {
    #[retry(stream, deadline = "2s", initial_delay = "100ms", jitter = "none", attempt = attempt)]
    async fn ask() -> Result<impl Stream<Item = Item>, Failed> {
        let items = if attempt.number() == 1 { &[Err(Busy)][..] } else { &[] };
        Ok(stream::iter(items.iter().copied()).chain(slow("Paris")))
    }
    let start = Instant::now();
    assert_eq!(ask().await.err(), Some(Late));
    assert!((2000..2010).contains(&start.elapsed().as_millis()), "{:?}", start.elapsed());
}

#[tokio::test(start_paused = true)]
async fn the_deadline_ends_with_the_first_item() {
    #[retry(stream, deadline = "2s")]
    async fn ask() -> Result<impl Stream<Item = Item>, Failed> {
        Ok(stream::iter([Ok("Par")]).chain(slow("is")))
    }
    let stream = ask().await.expect("it begins at once");
    assert_eq!(stream.collect::<Vec<_>>().await, [Ok("Par"), Ok("is")]);
}

#[tokio::test(start_paused = true)]
async fn with_last_error_the_deadline_gives_back_what_an_item_failed_with() {
    #[retry(stream, deadline = "2s", initial_delay = "100ms", jitter = "none", last_error = cause)]
    async fn ask() -> Result<impl Stream<Item = Item>, Failed> {
        let items = if cause.is_none() { &[Err(Busy)][..] } else { &[] };
        Ok(stream::iter(items.iter().copied()).chain(slow("Paris")))
    }
    assert_eq!(ask().await.err(), Some(Busy));
}

#[tokio::test(start_paused = true)]
async fn a_hint_in_an_item_is_waited_for() {
    #[retry(stream, jitter = "none")]
    async fn ask(server: &Server) -> Result<impl Stream<Item = Item> + use<>, Failed> {
        Ok(server.ask())
    }
    let start = Instant::now();
    let server = Server::new([&[Err(Failed::AskedToWait)], &[Ok("Paris")]]);
    assert!(ask(&server).await.is_ok());
    assert!((7000..7010).contains(&start.elapsed().as_millis()), "{:?}", start.elapsed());
}
