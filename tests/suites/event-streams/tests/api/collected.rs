//! A stream that is collected in the body, so the caller sees no part of it: retried after any part of the answer.

use std::time::{Duration, Instant};

use ai_api::{Event, Reply};
use retry_attr::http::ApiError;
use retry_attr::retry;
use retry_attr::stream::StreamExt as _;

use crate::asked::{Asked, BOTH, good, soon, text};

const IDLE: Duration = Duration::from_millis(300);

#[retry(initial_delay = "10ms", throttled_delay = "10ms")]
async fn whole(asked: &Asked) -> Result<String, ApiError> {
    text(asked, asked.events().await?).await
}

#[retry(initial_delay = "10ms")]
async fn whole_to_its_end(asked: &Asked) -> Result<String, ApiError> {
    let events = asked.events().await?.ends_with(|data| (asked.provider.is_last)(data));
    text(asked, events).await
}

#[retry(initial_delay = "10ms")]
async fn whole_without_silence(asked: &Asked) -> Result<String, ApiError> {
    text(asked, asked.events().await?.idle_timeout(IDLE)).await
}

fn delta() -> Reply {
    Reply::events([Event::Start, Event::text("Par")])
}

#[tokio::test]
async fn a_delta_and_then_an_error_event() {
    for provider in BOTH {
        let broken = Reply::events([Event::Start, Event::text("Par"), Event::Error]);
        let asked = Asked::of(provider, [broken, good()]);
        assert_eq!(whole(&asked).await.expect("the second one is good"), "Paris.", "{}", provider.name);
        assert_eq!(asked.requests(), 2, "{}", provider.name);
    }
}

#[tokio::test]
async fn a_delta_and_then_an_end_without_the_terminal_event() {
    for provider in BOTH {
        for truncated in [delta(), delta().cut_after(usize::MAX)] {
            let asked = Asked::of(provider, [truncated, good()]);
            assert_eq!(whole_to_its_end(&asked).await.expect("the second one is good"), "Paris.");
            assert_eq!(asked.requests(), 2, "{}", provider.name);
        }
    }
}

#[tokio::test]
async fn without_ends_with_an_end_in_good_order_is_taken_for_one() {
    for provider in BOTH {
        let asked = Asked::of(provider, [delta(), good()]);
        assert_eq!(whole(&asked).await.expect("half an answer"), "Par");
        assert_eq!(asked.requests(), 1, "{}", provider.name);
    }
}

#[tokio::test]
async fn a_delta_and_then_silence() {
    soon(async {
        for provider in BOTH {
            let start = Instant::now();
            let asked = Asked::of(provider, [delta().stalled_after(usize::MAX), good()]);
            assert_eq!(whole_without_silence(&asked).await.expect("the second one is good"), "Paris.");
            assert_eq!(asked.requests(), 2, "{}", provider.name);
            assert!(start.elapsed() >= IDLE, "{:?}", start.elapsed());
        }
    })
    .await;
}
