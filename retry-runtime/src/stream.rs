//! Retries answers that arrive piece by piece.
//!
//! A stream can fail in four ways that no status shows:
//!
//! | failure | found by |
//! |---|---|
//! | an item is an error | the parser of the items, with `ApiError::in_event` |
//! | the connection falls silent | [`StreamExt::idle_timeout`] |
//! | the stream ends without its terminal item | [`StreamExt::ends_with`] |
//! | the stream is complete, but has no content | [`StreamExt::requires`] |
//!
//! Each of them becomes an error item. If a function with `#[retry]` collects the stream, the whole answer is retried. If the function
//! returns the stream, the option `stream` retries until the first item.
//!
//! The guide has [a complete reader of event streams](https://docs.rs/retry-attr/latest/retry_attr/guide/streams/index.html#a-complete-reader).

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

/// Adapters for streams of `Result`s, which turn a broken answer into an error.
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use std::io;
///
/// use futures_util::Stream;
/// use retry_attr::stream::StreamExt as _;
///
/// /// Fails if the answer is cut or empty. `idle_timeout` also fails if it falls silent.
/// fn complete(
///     events: impl Stream<Item = io::Result<String>>,
/// ) -> impl Stream<Item = io::Result<String>> {
///     events
///         .ends_with(|data| data == "[DONE]")
///         .requires(|data| !data.is_empty() && data != "[DONE]")
/// }
/// ```
pub trait StreamExt: Stream {
    /// Ends the stream with an error if it ends without its terminal item, such as OpenAI's `[DONE]` or Anthropic's `message_stop`.
    /// `is_last` recognizes the terminal item.
    ///
    /// After the terminal item, the stream is complete. Items that are ready after it are passed on. An error, silence, or an open
    /// connection after it ends the stream and is not a failure. `is_last` is not called again. If the stream itself fails before the
    /// terminal item, no second error follows.
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

    /// Ends the stream with an error if it has no item for which `is_required` is true, such as an item with text. The class of the
    /// error is transient, because a second answer may have content.
    ///
    /// All items are passed on. After the first required item, `is_required` is not called again. Combine it with
    /// [`ends_with`](Self::ends_with) in either order: if the terminal item is missing, too, the error says that. If the stream itself
    /// fails, no second error follows.
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

    /// Ends the stream with an error if no item arrives for `limit`.
    ///
    /// The time runs only while the reader waits for an item, so a slow reader does not use it up. tokio's clock measures the time, even
    /// if a test has paused the clock. The timer fires up to a millisecond late. With a limit of zero, each item must be ready when the
    /// reader asks for it. The returned stream contains the timer, so pin the stream before you read it. A stream from a function with
    /// the option `stream` is already pinned.
    ///
    /// # Errors
    ///
    /// The last item is [`TimedOut`](crate::TimedOut), as the items' own error (`E: From<TimedOut>`), where the limit
    /// is reached. Nothing follows, and the stream inside is not polled again.
    ///
    /// # Panics
    ///
    /// If it has to wait outside of a tokio runtime with time enabled.
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
