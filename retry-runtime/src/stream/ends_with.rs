use core::fmt;
use core::pin::Pin;
use core::task::{Context, Poll};

use futures_core::Stream;
use pin_project_lite::pin_project;

use super::inner::inner_stream;
use super::last_poll;
use crate::outcome::{FromTruncated, MissingItem, Truncated};

pin_project! {
    /// The stream that [`StreamExt::ends_with`](super::StreamExt::ends_with) returns.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use std::io;
    ///
    /// use futures_util::Stream;
    /// use retry_attr::stream::{EndsWith, StreamExt as _};
    ///
    /// fn whole<S>(lines: S) -> EndsWith<S, impl FnMut(&String) -> bool>
    /// where
    ///     S: Stream<Item = io::Result<String>>,
    /// {
    ///     lines.ends_with(|line| line == "data: [DONE]")
    /// }
    /// ```
    #[must_use = "streams do nothing unless polled"]
    pub struct EndsWith<S, F>
    where
        S: Stream,
    {
        #[pin]
        stream: S,
        is_last: F,
        state: State,
        // A pointer, because a bound in its place would hide that this is a stream.
        lacking: fn(Truncated) -> S::Item,
    }
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    /// An end would come too early.
    Open,
    /// The terminal item came: only items that are ready are handed on.
    Whole,
    /// The stream has failed, and ends by itself.
    Failed,
    Over,
}

inner_stream!(EndsWith<S, F>);

impl<S, F> EndsWith<S, F>
where
    S: Stream,
{
    pub(super) fn new<T, E>(stream: S, is_last: F) -> Self
    where
        S: Stream<Item = Result<T, E>>,
        E: FromTruncated,
    {
        let lacking = |truncated| Err(E::from_truncated(truncated));
        Self { stream, is_last, state: State::Open, lacking }
    }
}

impl<S, F, T, E> Stream for EndsWith<S, F>
where
    S: Stream<Item = Result<T, E>>,
    F: FnMut(&T) -> bool,
{
    type Item = Result<T, E>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.project();
        if *this.state == State::Over {
            return Poll::Ready(None);
        }
        let is_whole = *this.state == State::Whole;
        let (polled, lacks_an_item) = last_poll::poll(this.stream, context, is_whole);
        match polled {
            Poll::Ready(Some(Ok(value))) => {
                if *this.state == State::Open && (this.is_last)(&value) {
                    *this.state = State::Whole;
                }
                Poll::Ready(Some(Ok(value)))
            }
            // Behind the terminal item, only the error of a `requires` counts. Before the terminal item, every other error
            // does: that of a `requires` gives way to the missing terminal item.
            Poll::Ready(Some(Err(error))) if lacks_an_item == is_whole => {
                *this.state = if is_whole { State::Over } else { State::Failed };
                if lacks_an_item {
                    last_poll::note_lack();
                }
                Poll::Ready(Some(Err(error)))
            }
            Poll::Pending if !is_whole => Poll::Pending,
            // The end, or what counts as the end.
            _ => {
                let is_cut = *this.state == State::Open;
                *this.state = State::Over;
                Poll::Ready(is_cut.then(|| (this.lacking)(Truncated::lacking(MissingItem::Terminal))))
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let (least, most) = self.stream.size_hint();
        match self.state {
            // An item, or the error. Items behind the terminal one may be left out.
            State::Open => (1, most.and_then(|most| most.checked_add(1))),
            State::Whole => (0, most),
            State::Failed => (least, most),
            State::Over => (0, Some(0)),
        }
    }
}

/// Without the closure, which has no `Debug`.
impl<S: Stream + fmt::Debug, F> fmt::Debug for EndsWith<S, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EndsWith").field("stream", &self.stream).finish_non_exhaustive()
    }
}
