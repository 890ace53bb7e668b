//! Streams that are cut, fall silent or end early, as a reader sees them who has begun to read, or has not.

use std::time::{Duration, Instant};

use ai_api::{Event, Reply};
use futures_util::Stream;
use retry_attr::http::ApiError;
use retry_attr::stream::StreamExt as _;
use retry_attr::{FailureClass, retry};

use crate::asked::{Asked, BOTH, Seen, good, read, seen_of, soon};

const IDLE: Duration = Duration::from_millis(300);

/// All that a careful caller does.
#[retry(stream(data if asked.text(data).is_some()), initial_delay = "10ms")]
async fn careful(asked: &Asked) -> Result<impl Stream<Item = Result<String, ApiError>> + use<>, ApiError> {
    let is_last = asked.provider.is_last;
    Ok(asked.events().await?.ends_with(move |data| is_last(data)).idle_timeout(IDLE))
}

#[retry(stream(data if asked.text(data).is_some()), initial_delay = "10ms", attempt_timeout = "300ms")]
async fn in_time(asked: &Asked) -> Result<impl Stream<Item = Result<String, ApiError>> + use<>, ApiError> {
    asked.events().await
}

fn start() -> Reply {
    Reply::events([Event::Start])
}

type End = fn(Reply) -> Reply;

/// Ends a reply in one of the three ways, with the error that its reader sees.
const ENDINGS: [(End, FailureClass); 3] = [
    (|reply| reply.cut_after(usize::MAX), FailureClass::Transient),
    (|reply| reply.stalled_after(usize::MAX), FailureClass::TimedOut),
    (|reply| reply, FailureClass::Transient),
];

#[tokio::test]
async fn before_the_first_text_they_are_retried() {
    soon(async {
        for provider in BOTH {
            for (end, class) in ENDINGS {
                let asked = Asked::of(provider, [end(start()), good()]);
                let seen = read(careful(&asked).await.expect("the second one is good")).await;
                assert_eq!(seen, seen_of(provider, good()).await, "{} {class}", provider.name);
                assert_eq!(asked.requests(), 2, "{} {class}", provider.name);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn after_the_first_text_their_error_is_the_last_thing() {
    soon(async {
        for provider in BOTH {
            for (end, class) in ENDINGS {
                let reply = Reply::events([Event::Start, Event::text("Par")]);
                let asked = Asked::of(provider, [end(reply.clone()), good()]);
                let seen = read(careful(&asked).await.expect("text")).await;
                let expected = [seen_of(provider, reply).await, vec![Seen::Failed(class)]].concat();
                assert_eq!(seen, expected, "{}", provider.name);
                assert_eq!(asked.requests(), 1, "{}", provider.name);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_start_without_text_is_cut_by_the_attempts_limit() {
    soon(async {
        for provider in BOTH {
            let began = Instant::now();
            let asked = Asked::of(provider, [start().stalled_after(usize::MAX), good()]);
            let seen = read(in_time(&asked).await.expect("the second one is good")).await;
            assert_eq!(seen, seen_of(provider, good()).await, "{}", provider.name);
            assert!(began.elapsed() >= Duration::from_millis(300), "{:?}", began.elapsed());
            assert_eq!(asked.requests(), 2, "{}", provider.name);
        }
    })
    .await;
}
