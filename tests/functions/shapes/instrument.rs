//! `#[retry]` above and below `#[tracing::instrument]`: a span around the call, or one around each attempt.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

use retry_attr::retry;
use tracing::instrument::WithSubscriber as _;
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::with_default;
use tracing::{Event, Metadata, Subscriber, instrument};

use super::support::{Busy, Calls};

/// Counts the spans that are opened, and those that are closed again.
#[derive(Clone, Default)]
struct Spans(Arc<Counts>);

#[derive(Default)]
struct Counts {
    opened: AtomicU64,
    closed: AtomicU32,
}

impl Spans {
    fn opened(&self) -> u64 {
        assert_eq!(u64::from(self.0.closed.load(Ordering::Relaxed)), self.0.opened.load(Ordering::Relaxed));
        self.0.opened.load(Ordering::Relaxed)
    }
}

impl Subscriber for Spans {
    /// Ours are in `traces.rs`.
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() != "retry_attr"
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(self.0.opened.fetch_add(1, Ordering::Relaxed) + 1)
    }

    fn try_close(&self, _: Id) -> bool {
        self.0.closed.fetch_add(1, Ordering::Relaxed);
        true
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, _: &Event<'_>) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

#[tokio::test(start_paused = true)]
async fn above() {
    #[retry(max = 3)]
    #[instrument(skip_all)]
    async fn ask(calls: &Calls, prompt: String) -> Result<usize, Busy> {
        calls.fail_later::<usize>().await.map(|answer| answer + prompt.len())
    }

    let (spans, calls) = (Spans::default(), Calls::new());
    let outcome = ask(&calls, "?".into()).with_subscriber(spans.clone()).await;
    assert_eq!((outcome, calls.made(), spans.opened()), (Err(Busy), 3, 1));
}

#[tokio::test(start_paused = true)]
async fn below() {
    #[instrument(skip_all)]
    #[retry(max = 3)]
    async fn ask(calls: &Calls, prompt: &str) -> Result<usize, Busy> {
        calls.fail_later::<usize>().await.map(|answer| answer + prompt.len())
    }

    let (spans, calls) = (Spans::default(), Calls::new());
    let outcome = ask(&calls, "?").with_subscriber(spans.clone()).await;
    assert_eq!((outcome, calls.made(), spans.opened()), (Err(Busy), 3, 3));
}

#[tokio::test(start_paused = true)]
async fn below_with_an_argument_of_its_own() {
    #[instrument(skip_all)]
    #[retry(max = 3, clone(prompt))]
    async fn ask(calls: &Calls, prompt: String) -> Result<usize, Busy> {
        calls.fail_later::<usize>().await.map(|answer| answer + prompt.len())
    }

    let (spans, calls) = (Spans::default(), Calls::new());
    let outcome = ask(&calls, "?".into()).with_subscriber(spans.clone()).await;
    assert_eq!((outcome, calls.made(), spans.opened()), (Err(Busy), 3, 3));
}

#[test]
fn above_sync() {
    #[retry(max = 3, initial_delay = "0s")]
    #[instrument(skip_all)]
    fn ask(calls: &Calls) -> Result<u32, Busy> {
        calls.fail()
    }

    let (spans, calls) = (Spans::default(), Calls::new());
    let outcome = with_default(spans.clone(), || ask(&calls));
    assert_eq!((outcome, calls.made(), spans.opened()), (Err(Busy), 3, 1));
}

#[test]
fn below_sync() {
    #[instrument(skip_all)]
    #[retry(max = 3, initial_delay = "0s")]
    fn ask(calls: &Calls) -> Result<u32, Busy> {
        calls.fail()
    }

    let (spans, calls) = (Spans::default(), Calls::new());
    let outcome = with_default(spans.clone(), || ask(&calls));
    assert_eq!((outcome, calls.made(), spans.opened()), (Err(Busy), 3, 3));
}

#[test]
fn below_sync_with_an_argument_that_is_moved() {
    #[instrument(skip_all, err(Debug))]
    #[retry(max = 3, initial_delay = "0s", clone(prompt))]
    fn ask(calls: &Calls, prompt: String, extra: usize) -> Result<usize, Busy> {
        calls.fail::<usize>().map(|answer| answer + prompt.len() + extra)
    }

    let (spans, calls) = (Spans::default(), Calls::new());
    let outcome = with_default(spans.clone(), || ask(&calls, "?".into(), 1));
    assert_eq!((outcome, calls.made(), spans.opened()), (Err(Busy), 3, 3));
}

#[tokio::test(start_paused = true)]
async fn on_a_method_with_fields_and_errors() {
    struct Client(Calls);

    impl Client {
        #[retry(max = 3, on_retry = |retry| assert!(retry.attempt() < 3))]
        #[instrument(name = "ask", skip(self), fields(made = self.0.made()), err)]
        async fn above(&self, prompt: &str) -> Result<u32, Busy> {
            self.0.fail_later().await
        }

        #[instrument(name = "ask", skip(self), fields(made = self.0.made()), err(Debug), ret)]
        #[retry(max = 3)]
        async fn below(&self, prompt: &str) -> Result<u32, Busy> {
            self.0.fail_later().await
        }
    }

    let (spans, client) = (Spans::default(), Client(Calls::new()));
    let outcome = client.above("?").with_subscriber(spans.clone()).await;
    assert_eq!((outcome, client.0.made(), spans.opened()), (Err(Busy), 3, 1));
    let outcome = client.below("?").with_subscriber(spans.clone()).await;
    assert_eq!((outcome, client.0.made(), spans.opened()), (Err(Busy), 6, 4));
}
