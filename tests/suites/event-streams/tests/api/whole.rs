//! Streams that are whole: what the server does behind the terminal event, and streams without content.

use std::time::Duration;

use ai_api::{Event, Reply};
use futures_util::Stream;
use retry_attr::http::ApiError;
use retry_attr::retry;
use retry_attr::stream::StreamExt as _;

use crate::asked::{Asked, BOTH, good, read, seen_of, soon, text};

/// Shorter than the silence of a server that keeps the connection open.
const IDLE: Duration = Duration::from_secs(5);

type Events<'a> = std::pin::Pin<Box<dyn Stream<Item = Result<String, ApiError>> + 'a>>;

/// The two orders of `ends_with` and `idle_timeout`.
const ORDERS: [for<'a> fn(&'a Asked, Events<'a>) -> Events<'a>; 2] = [
    |asked, events| Box::pin(events.ends_with(|data| (asked.provider.is_last)(data)).idle_timeout(IDLE)),
    |asked, events| Box::pin(events.idle_timeout(IDLE).ends_with(|data| (asked.provider.is_last)(data))),
];

/// Behind the terminal event: an end, a broken connection, and one that stays open.
fn endings() -> [Reply; 3] {
    [good(), good().cut_after(usize::MAX), good().stalled_after(usize::MAX)]
}

#[retry(on_retry = |retry| panic!("{:?}", retry.error()))]
async fn collected(asked: &Asked, order: usize) -> Result<String, ApiError> {
    text(asked, ORDERS[order](asked, Box::pin(asked.events().await?))).await
}

#[retry(stream(data if asked.text(data).is_some()), on_retry = |retry| panic!("{:?}", retry.error()))]
async fn handed_out(
    asked: &Asked,
    order: usize,
) -> Result<impl Stream<Item = Result<String, ApiError>> + use<'_>, ApiError> {
    Ok(ORDERS[order](asked, Box::pin(asked.events().await?)))
}

#[tokio::test]
async fn the_connection_after_the_terminal_event_does_not_matter() {
    soon(async {
        for provider in BOTH {
            for order in 0..ORDERS.len() {
                for reply in endings() {
                    let asked = Asked::of(provider, [reply.clone()]);
                    assert_eq!(collected(&asked, order).await.expect("it is whole"), "Paris.");
                    assert_eq!(asked.requests(), 1, "{} {reply:?}", provider.name);

                    let asked = Asked::of(provider, [reply.clone()]);
                    let seen = read(handed_out(&asked, order).await.expect("it has text")).await;
                    assert_eq!(seen, seen_of(provider, good()).await, "{} {reply:?}", provider.name);
                    assert_eq!(asked.requests(), 1, "{} {reply:?}", provider.name);
                }
            }
        }
    })
    .await;
}

#[retry(initial_delay = "10ms")]
async fn collected_with_content(asked: &Asked) -> Result<String, ApiError> {
    let events = asked.events().await?.requires(|data| asked.text(data).is_some());
    text(asked, events.ends_with(|data| (asked.provider.is_last)(data))).await
}

#[retry(stream(data if asked.text(data).is_some()), initial_delay = "10ms")]
async fn handed_out_with_content(
    asked: &Asked,
) -> Result<impl Stream<Item = Result<String, ApiError>> + use<'_>, ApiError> {
    let events = asked.events().await?.ends_with(|data| (asked.provider.is_last)(data));
    Ok(events.requires(|data| asked.text(data).is_some()))
}

#[tokio::test]
async fn a_stream_without_content_is_retried() {
    soon(async {
        for provider in BOTH {
            let empty = || Reply::events([Event::Start, Event::End]);
            for reply in [empty(), empty().stalled_after(usize::MAX)] {
                let asked = Asked::of(provider, [reply.clone(), good()]);
                assert_eq!(collected_with_content(&asked).await.expect("the second one has text"), "Paris.");
                assert_eq!(asked.requests(), 2, "{} {reply:?}", provider.name);

                let asked = Asked::of(provider, [reply, good()]);
                let seen =
                    read(handed_out_with_content(&asked).await.expect("the second one has text")).await;
                assert_eq!(seen, seen_of(provider, good()).await, "{}", provider.name);
                assert_eq!(asked.requests(), 2, "{}", provider.name);
            }
        }
    })
    .await;
}
