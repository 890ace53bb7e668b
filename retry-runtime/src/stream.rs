//! Replies that arrive piece by piece.
//!
//! A stream fails in four ways that no status shows: an error among its items, a connection that falls silent, an end
//! without the marker that says "this was all", which most SDKs take for success, and a whole stream without content. The
//! parser of the items sees the first, as with `ApiError::in_event`. [`StreamExt`] makes errors of the other three.
//!
//! A whole reply that is collected in a retried function's body is then retried however far it came. A stream that is
//! handed out as one is retried until its first item: see the option `stream` of `#[retry]`.
// The package `event-streams` of the tests compiles and runs the reader, which needs more crates than this one.
#![cfg_attr(not(doctest), doc = include_str!("stream/reader.md"))]

pub(crate) mod begin;
pub(crate) mod begun;
mod ends_with;
#[cfg(feature = "tokio")]
mod idle_timeout;
mod inner;
mod last_poll;
mod requires;

#[cfg(feature = "tokio")]
use core::time::Duration;

use futures_core::Stream;

pub use self::ends_with::EndsWith;
#[cfg(feature = "tokio")]
pub use self::idle_timeout::IdleTimeout;
pub use self::requires::Requires;
#[cfg(feature = "tokio")]
use crate::outcome::FromTimedOut;
use crate::outcome::FromTruncated;

/// Adapters that tell a whole reply from a broken one, for streams of `Result`s.
pub trait StreamExt: Stream {
    /// Ends with an error unless the terminal item came: the one for which `is_last` is true, such as OpenAI's `[DONE]`
    /// or Anthropic's `message_stop`.
    ///
    /// Once the terminal item has come, the stream is whole. Items that are ready behind it are handed on. An error, silence
    /// or an open connection behind it ends the stream, and is no failure. `is_last` is not asked again. An error before
    /// the terminal item is an ending of its own: no second error follows it.
    ///
    /// # Errors
    ///
    /// The last item is [`Truncated`](crate::Truncated), as the items' own error (`E: From<Truncated>`), if the stream ends
    /// without its terminal item. Nothing follows.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use std::io;
    ///
    /// use futures_util::{StreamExt as _, stream};
    /// use retry_attr::stream::StreamExt as _;
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    /// # runtime.block_on(async {
    /// let cut = stream::iter(["Par", "is"]).map(io::Result::Ok);
    /// let items: Vec<_> = cut.ends_with(|item| *item == "[DONE]").collect().await;
    ///
    /// assert_eq!(items.len(), 3);
    /// assert_eq!(items[2].as_ref().unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
    /// # });
    /// # io::Result::Ok(())
    /// ```
    ///
    /// # Terminal items
    ///
    /// ```
    /// use serde_json::Value;
    ///
    /// /// OpenAI's chat completions and Mistral's, and most APIs of their shape: data that is no JSON.
    /// fn ends_chat(data: &str) -> bool {
    ///     data == "[DONE]"
    /// }
    ///
    /// /// OpenAI's Responses. `response.failed` is an error: `ApiError::in_event` finds it.
    /// fn ends_response(event: &Value) -> bool {
    ///     matches!(event["type"].as_str(), Some("response.completed" | "response.incomplete"))
    /// }
    ///
    /// /// Anthropic's Messages.
    /// fn ends_message(event: &Value) -> bool {
    ///     event["type"] == "message_stop"
    /// }
    ///
    /// /// Gemini's `streamGenerateContent`: each candidate ends with a reason. A prompt that is blocked has no candidate.
    /// fn ends_gemini(event: &Value) -> bool {
    ///     event["candidates"][0]["finishReason"].is_string() || event["promptFeedback"]["blockReason"].is_string()
    /// }
    ///
    /// /// Mistral's conversations. `conversation.response.error` is an error.
    /// fn ends_conversation(event: &Value) -> bool {
    ///     event["type"] == "conversation.response.done"
    /// }
    /// # let event = |json: &str| serde_json::from_str::<Value>(json).unwrap();
    /// # let start = event(r#"{"type": "message_start", "candidates": [{"content": {"parts": [{"text": "Par"}]}}]}"#);
    /// # for ends in [ends_response, ends_message, ends_gemini, ends_conversation] {
    /// #     assert!(!ends(&start) && !ends(&Value::Null));
    /// # }
    /// # assert!(ends_chat("[DONE]") && !ends_chat("{}"));
    /// # assert!(ends_response(&event(r#"{"type": "response.completed", "response": {"status": "completed"}}"#)));
    /// # assert!(ends_response(&event(r#"{"type": "response.incomplete", "response": {"status": "incomplete"}}"#)));
    /// # assert!(!ends_response(&event(r#"{"type": "response.output_text.done"}"#)));
    /// # assert!(ends_message(&event(r#"{"type": "message_stop"}"#)));
    /// # assert!(!ends_message(&event(r#"{"type": "message_delta", "delta": {"stop_reason": "end_turn"}}"#)));
    /// # assert!(ends_gemini(&event(r#"{"candidates": [{"content": {}, "finishReason": "STOP", "index": 0}]}"#)));
    /// # assert!(ends_gemini(&event(r#"{"promptFeedback": {"blockReason": "SAFETY"}}"#)));
    /// # assert!(ends_conversation(&event(r#"{"type": "conversation.response.done", "usage": {}}"#)));
    /// ```
    fn ends_with<T, E, F>(self, is_last: F) -> EndsWith<Self, F>
    where
        Self: Stream<Item = Result<T, E>> + Sized,
        E: FromTruncated,
        F: FnMut(&T) -> bool,
    {
        EndsWith::new(self, is_last)
    }

    /// Ends with an error unless an item came for which `is_required` is true, such as one with text: an answer without
    /// content is worth another try.
    ///
    /// All items are handed on, and `is_required` is not asked again after the first that it names. It goes with
    /// [`ends_with`](Self::ends_with) in either order. If the terminal item is missing too, the error says so. An error that
    /// the stream has itself is an ending of its own: no second error follows it.
    ///
    /// # Errors
    ///
    /// The last item is [`Truncated`](crate::Truncated), as the items' own error (`E: From<Truncated>`), if the stream ends
    /// without a required item. Nothing follows.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use futures_util::{StreamExt as _, stream};
    /// use retry_attr::stream::StreamExt as _;
    /// use retry_attr::{MissingItem, Truncated};
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    /// # runtime.block_on(async {
    /// let empty = stream::iter(["", "[DONE]"]).map(Result::<_, Truncated>::Ok);
    /// let answer = empty.ends_with(|item| *item == "[DONE]").requires(|item| !matches!(*item, "" | "[DONE]"));
    /// let items: Vec<_> = answer.collect().await;
    ///
    /// assert_eq!(items.len(), 3);
    /// assert_eq!(items[2].unwrap_err().missing(), MissingItem::Required);
    /// # });
    /// # std::io::Result::Ok(())
    /// ```
    fn requires<T, E, F>(self, is_required: F) -> Requires<Self, F>
    where
        Self: Stream<Item = Result<T, E>> + Sized,
        E: FromTruncated,
        F: FnMut(&T) -> bool,
    {
        Requires::new(self, is_required)
    }

    /// Ends with an error when nothing comes for as long as `limit`.
    ///
    /// The time runs only while somebody waits for an item: from the poll that finds none, by tokio's clock, also a
    /// paused one. A reader that takes its time with an item does not use it up. With a limit of zero each item has to
    /// be there when it is asked for. The timer fires up to a millisecond late. It lies in the stream, which therefore has to
    /// be pinned to be read; what the option `stream` hands out is pinned already.
    ///
    /// # Errors
    ///
    /// The last item is [`TimedOut`](crate::TimedOut), as the items' own error (`E: From<TimedOut>`), where the limit
    /// is reached. Nothing follows, and the stream inside is not asked again.
    ///
    /// # Panics
    ///
    /// When it has to wait and does not run on a tokio runtime with time enabled.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use std::io;
    /// use std::time::Duration;
    ///
    /// use futures_util::{StreamExt as _, stream};
    /// use retry_attr::stream::StreamExt as _;
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
    /// # runtime.block_on(async {
    /// let stalled = stream::iter([io::Result::Ok("Par")]).chain(stream::pending());
    /// let items: Vec<_> = stalled.idle_timeout(Duration::from_millis(20)).collect().await;
    ///
    /// assert_eq!(items.len(), 2);
    /// assert_eq!(items[1].as_ref().unwrap_err().kind(), io::ErrorKind::TimedOut);
    /// # });
    /// # io::Result::Ok(())
    /// ```
    #[cfg(feature = "tokio")]
    fn idle_timeout<T, E>(self, limit: Duration) -> IdleTimeout<Self>
    where
        Self: Stream<Item = Result<T, E>> + Sized,
        E: FromTimedOut,
    {
        IdleTimeout::new(self, limit)
    }
}

impl<S: Stream + ?Sized> StreamExt for S {}
