//! Streams that are handed out: the option `stream`.

use std::future::ready;

use async_openai::error::OpenAIError;
use futures_util::{Stream, StreamExt as _};
use retry_attr::retry;

use crate::clients::AwsError;
use crate::{Event, Fault, clients, frames};

/// The items that the reader of a stream sees, with errors marked as such.
async fn seen<E>(events: Result<impl Stream<Item = Result<Event, E>>, E>) -> Vec<&'static str> {
    let Ok(events) = events else { return vec!["no stream"] };
    let name = |event: Result<Event, E>| match event {
        Ok(Event::Text(_)) => "text",
        Ok(Event::Last) => "last",
        Ok(Event::Other) => "other",
        Err(_) => "error",
    };
    Box::pin(events.map(name)).collect().await
}

macro_rules! clients {
    ($($name:ident, $error:ty, $wire:path, [$($start:literal),*], [$($whole:literal),*];)*) => {$(
        mod $name {
            use super::*;

            #[retry(stream, max = 3, sleep = |_| ready(()))]
            async fn any(url: &str) -> Result<impl Stream<Item = Result<Event, $error>> + use<>, $error> {
                clients::$name(url).await
            }

            #[retry(stream(Event::Text(_)), max = 3, sleep = |_| ready(()))]
            async fn text(url: &str) -> Result<impl Stream<Item = Result<Event, $error>> + use<>, $error> {
                clients::$name(url).await
            }

            const WHOLE: &[&str] = &[$($whole),*];

            #[tokio::test]
            async fn failures_before_any_text_are_hidden_by_a_retry() {
                for fault in [Fault::ErrorFirst, Fault::ErrorAfterTheRole] {
                    let api = $wire().play(fault);
                    assert_eq!(seen(text(&api.url()).await).await, WHOLE, "{fault:?}");
                    assert_eq!(api.requests().len(), 2, "{fault:?}");
                }
            }

            #[tokio::test]
            async fn without_a_pattern_any_item_is_the_first() {
                let api = $wire().play(Fault::ErrorFirst);
                let seen = seen(any(&api.url()).await).await;
                let starts: &[&str] = &[$($start),*];
                if starts.is_empty() {
                    assert_eq!((seen.as_slice(), api.requests().len()), (WHOLE, 2));
                } else {
                    // This item comes before the request is sent.
                    assert_eq!((seen[..2].to_vec(), api.requests().len()), (vec!["other", "error"], 1));
                }
            }

            #[tokio::test]
            async fn failures_after_the_first_item_pass_through() {
                let api = $wire().play(Fault::ErrorAfterADelta);
                let seen = seen(text(&api.url()).await).await;
                let first = [$($start,)* "text", "error"];
                assert_eq!((&seen[..first.len()], api.requests().len()), (&first[..], 1));
            }
        }
    )*};
}

// The items before the request is sent, and all items: genai's stream announces its start, and drops the role.
clients! {
    openai, OpenAIError, frames::openai, [], ["other", "text", "text", "last"];
    genai, ::genai::Error, frames::openai, ["other"], ["other", "text", "text", "last"];
    aws, AwsError, frames::bedrock, [], ["other", "text", "text", "last"];
}
