//! The option `stream`: retried until the first item, and never after.

use ai_api::{Event, Reply};
use futures_util::Stream;
use retry_attr::FailureClass;
use retry_attr::http::ApiError;
use retry_attr::retry;

use crate::asked::{Asked, BOTH, Seen, good, read, seen_of};
use crate::tokens::{ANTHROPIC, OPENAI};

#[retry(stream, initial_delay = "10ms", throttled_delay = "10ms")]
async fn any_event(asked: &Asked) -> Result<impl Stream<Item = Result<String, ApiError>> + use<>, ApiError> {
    asked.events().await
}

#[retry(stream(data if asked.text(data).is_some()), initial_delay = "10ms", throttled_delay = "10ms")]
async fn first_text(asked: &Asked) -> Result<impl Stream<Item = Result<String, ApiError>> + use<>, ApiError> {
    asked.events().await
}

#[tokio::test]
async fn an_error_event_first_and_then_a_good_stream() {
    for provider in BOTH {
        let asked = Asked::of(provider, [Reply::events([Event::Error]), good()]);
        let seen = read(any_event(&asked).await.expect("a good stream")).await;
        assert_eq!(seen, seen_of(provider, good()).await, "{}", provider.name);
        assert_eq!(asked.requests(), 2, "{}", provider.name);
    }
}

#[tokio::test]
async fn anthropics_start_and_ping_and_an_overload_and_then_a_good_stream() {
    let script = || [Reply::events([Event::Start, Event::Error]), good()];
    let asked = Asked::of(ANTHROPIC, script());
    let seen = read(first_text(&asked).await.expect("a good stream")).await;
    let is_start = |item: &&Seen| matches!(item, Seen::Data(data) if data.contains("message_start"));
    assert_eq!(seen.iter().filter(is_start).count(), 1);
    assert_eq!(seen, seen_of(ANTHROPIC, good()).await);
    assert_eq!(asked.requests(), 2);

    // Without the pattern the start has been handed out.
    let asked = Asked::of(ANTHROPIC, script());
    let seen = read(any_event(&asked).await.expect("a start")).await;
    assert_eq!((asked.requests(), seen.last()), (1, Some(&Seen::Failed(FailureClass::Overloaded))));
}

#[tokio::test]
async fn openais_role_and_an_error_and_then_a_good_stream() {
    let asked = Asked::of(OPENAI, [Reply::events([Event::Start, Event::Error]), good()]);
    let seen = read(first_text(&asked).await.expect("a good stream")).await;
    let is_role = |item: &&Seen| matches!(item, Seen::Data(data) if data.contains(r#""role""#));
    assert_eq!(seen.iter().filter(is_role).count(), 1);
    assert_eq!(seen, seen_of(OPENAI, good()).await);
    assert_eq!(asked.requests(), 2);
}

#[tokio::test]
async fn a_delta_and_then_an_error_event() {
    for provider in BOTH {
        let asked = Asked::of(provider, [Reply::events([Event::text("Par"), Event::Error]), good()]);
        let seen = read(any_event(&asked).await.expect("a delta")).await;
        let [Seen::Data(delta), Seen::Failed(class)] = &seen[..] else { panic!("{seen:?}") };
        assert_eq!(asked.text(delta).as_deref(), Some("Par"));
        assert!(matches!(class, FailureClass::Transient | FailureClass::Overloaded), "{class:?}");
        assert_eq!(asked.requests(), 1, "{}", provider.name);
    }
}
