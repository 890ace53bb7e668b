//! Replies that arrive piece by piece.
//!
//! A stream fails in four ways that no status shows: an error among its items, a connection that falls silent, an end
//! without the marker that says "this was all", which most SDKs take for success, and a whole stream without content. The
//! first is for whoever parses the items to see (`ApiError::in_event` does); [`StreamExt`] makes errors of the other three.
//!
//! A whole reply that is collected in a retried function's body is then retried however far it came. A stream that is
//! handed out as one is retried until its first item: see the option `stream` of `#[retry]`.

pub(crate) mod begin;
pub(crate) mod begun;
mod ends_with;
#[cfg(feature = "tokio")]
mod idle_timeout;
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

/// What a stream of `Result`s needs to tell a whole reply from a broken one.
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
    /// use std::io;
    ///
    /// use futures_util::{StreamExt as _, stream};
    /// use retry_attr_runtime::stream::StreamExt as _;
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
    /// [`ends_with`](Self::ends_with) in either order. If the terminal item is missing too, the error says that. An error that
    /// the stream has itself is an ending of its own: no second error follows it.
    ///
    /// # Errors
    ///
    /// The last item is [`Truncated`](crate::Truncated), as the items' own error (`E: From<Truncated>`), if the stream ends
    /// without a required item. Nothing follows.
    ///
    /// ```
    /// use futures_util::{StreamExt as _, stream};
    /// use retry_attr_runtime::stream::StreamExt as _;
    /// use retry_attr_runtime::{MissingItem, Truncated};
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
    /// use std::io;
    /// use std::time::Duration;
    ///
    /// use futures_util::{StreamExt as _, stream};
    /// use retry_attr_runtime::stream::StreamExt as _;
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
