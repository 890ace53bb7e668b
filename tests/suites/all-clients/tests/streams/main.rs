//! Streams through the clients. Collected inside the body: an error event, a cut connection, an end without the terminal
//! event and silence are failures, and the caller sees the whole text. Handed out: retried until the first item.

mod clients;
mod frames;
mod handed_out;
#[path = "../../../../../retry-runtime/tests/support/tls.rs"]
mod tls;

use std::cell::RefCell;
use std::future::ready;
use std::time::Duration;

use ai_api::{AiApi, Reply};
use futures_util::{Stream, StreamExt as _};
use retry_attr::{Retryable, retry};
use tokio::time::timeout;

/// An event of a stream, as the tests see it.
#[derive(Debug)]
enum Event {
    Text(String),
    /// The model has said all: where a stream ends without, it was cut.
    Last,
    /// A role, a ping.
    Other,
}

#[derive(Debug, Retryable)]
enum StreamError<E> {
    #[retryable(transparent)]
    Client(E),
    #[retryable(transient)]
    Truncated,
    #[retryable(timed_out)]
    Silent,
}

impl<E> From<E> for StreamError<E> {
    fn from(error: E) -> Self {
        Self::Client(error)
    }
}

async fn collect<E>(events: impl Stream<Item = Result<Event, E>>) -> Result<String, StreamError<E>> {
    let mut events = std::pin::pin!(events);
    let (mut text, mut is_whole) = (String::new(), false);
    while let Some(event) =
        timeout(Duration::from_millis(300), events.next()).await.map_err(|_| StreamError::Silent)?
    {
        match event? {
            Event::Text(more) => text += &more,
            Event::Last => is_whole = true,
            Event::Other => {}
        }
    }
    if is_whole { Ok(text) } else { Err(StreamError::Truncated) }
}

/// A call as a test sees it.
#[derive(Debug, Default)]
struct Waits(RefCell<Vec<Duration>>);

/// Three attempts of `open`, which opens a stream.
#[retry(max = 3, sleep = |_| ready(()), on_retry = |retry| waits.0.borrow_mut().push(retry.wait()))]
async fn ask<E: Retryable, S: Stream<Item = Result<Event, E>>>(
    waits: &Waits,
    open: impl AsyncFn() -> Result<S, E>,
) -> Result<String, StreamError<E>> {
    collect(open().await?).await
}

/// The server's first reply, in place of the answer.
#[derive(Clone, Copy, Debug)]
enum Fault {
    ErrorFirst,
    /// The role, or the beginning of a message, and then an error.
    ErrorAfterTheRole,
    ErrorAfterADelta,
    NoTerminalEvent,
    Cut,
    Stall,
    /// Before the stream: a 429 with `Retry-After: 2`.
    RateLimit,
    /// An error event that no other try mends.
    Quota,
}

/// The format of a provider's events.
#[derive(Debug)]
struct Wire {
    kind: &'static str,
    role: Vec<u8>,
    delta: Vec<u8>,
    rest: Vec<u8>,
    overloaded: Vec<u8>,
    quota: Vec<u8>,
}

impl Wire {
    fn reply(&self, parts: &[&[u8]]) -> Reply {
        Reply::status(200).header("content-type", self.kind).body(parts.concat())
    }

    fn fault(&self, fault: Fault) -> Reply {
        let delta = &self.delta;
        match fault {
            Fault::ErrorFirst => self.reply(&[&self.overloaded]),
            Fault::ErrorAfterTheRole => self.reply(&[&self.role, &self.overloaded]),
            Fault::ErrorAfterADelta => self.reply(&[delta, &self.overloaded]),
            Fault::NoTerminalEvent => self.reply(&[delta]),
            Fault::Cut => self.reply(&[delta, &self.rest]).cut_after(delta.len()),
            Fault::Stall => self.reply(&[delta, &self.rest]).stalled_after(delta.len()),
            Fault::RateLimit => Reply::status(429).header("retry-after", "2"),
            Fault::Quota => self.reply(&[delta, &self.quota]),
        }
    }

    fn play(&self, fault: Fault) -> AiApi {
        tls::provide();
        AiApi::play([self.fault(fault), self.reply(&[&self.role, &self.delta, &self.rest])])
    }
}

/// The faults that pass: two requests, and the whole text once.
const PASSING: [Fault; 5] =
    [Fault::ErrorFirst, Fault::ErrorAfterADelta, Fault::NoTerminalEvent, Fault::Cut, Fault::Stall];

fn assert_whole<E: std::fmt::Debug>(fault: Fault, api: &AiApi, text: &Result<String, StreamError<E>>) {
    assert!(text.as_ref().is_ok_and(|text| text == "Paris."), "{fault:?}: {text:?}");
    assert_eq!(api.requests().len(), 2, "{fault:?}");
}

fn assert_refused<E: Retryable + std::fmt::Debug>(api: &AiApi, text: Result<String, StreamError<E>>) {
    let error = text.expect_err("the quota is spent");
    assert_eq!(
        error.verdict(),
        retry_attr::Verdict::permanent(retry_attr::PermanentReason::Quota),
        "{error:?}"
    );
    assert_eq!(api.requests().len(), 1);
}
