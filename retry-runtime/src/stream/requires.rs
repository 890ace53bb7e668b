use core::fmt;
use core::pin::Pin;
use core::task::{Context, Poll};

use futures_core::Stream;
use pin_project_lite::pin_project;

use super::inner::inner_stream;
use super::last_poll;
use crate::outcome::{FromTruncated, MissingItem, Truncated};

pin_project! {
    /// The stream that [`StreamExt::requires`](super::StreamExt::requires) returns.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use std::io;
    ///
    /// use futures_util::Stream;
    /// use retry_attr::stream::{Requires, StreamExt as _};
    ///
    /// fn not_empty<S>(lines: S) -> Requires<S, impl FnMut(&String) -> bool>
    /// where
    ///     S: Stream<Item = io::Result<String>>,
    /// {
    ///     lines.requires(|line| line.starts_with("data: "))
    /// }
    /// ```
    #[must_use = "streams do nothing unless polled"]
    pub struct Requires<S, F>
    where
        S: Stream,
    {
        #[pin]
        stream: S,
        is_required: F,
        state: State,
        // A pointer, because a bound in its place would hide that this is a stream.
        lacking: fn(Truncated) -> S::Item,
    }
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    /// No required item came.
    Open,
    /// The stream may end: a required item came, or an error.
    MayEnd,
    Over,
}

inner_stream!(Requires<S, F>);

impl<S, F> Requires<S, F>
where
    S: Stream,
{
    pub(super) fn new<T, E>(stream: S, is_required: F) -> Self
    where
        S: Stream<Item = Result<T, E>>,
        E: FromTruncated,
    {
        let lacking = |truncated| Err(E::from_truncated(truncated));
        Self { stream, is_required, state: State::Open, lacking }
    }
}

impl<S, F, T, E> Stream for Requires<S, F>
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
        let polled = this.stream.poll_next(context);
        let state = *this.state;
        match &polled {
            Poll::Ready(Some(Ok(value))) => {
                if state == State::Open && (this.is_required)(value) {
                    *this.state = State::MayEnd;
                }
                return polled;
            }
            Poll::Ready(Some(Err(_))) => *this.state = State::MayEnd,
            Poll::Ready(None) => *this.state = State::Over,
            Poll::Pending => {}
        }
        let is_over = matches!(polled, Poll::Ready(None)) || last_poll::is_last();
        if state != State::Open || !is_over {
            return polled;
        }
        *this.state = State::Over;
        last_poll::note_lack();
        Poll::Ready(Some((this.lacking)(Truncated::lacking(MissingItem::Required))))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let (least, most) = self.stream.size_hint();
        match self.state {
            // An item, or the error.
            State::Open => (least.max(1), most.and_then(|most| most.checked_add(1))),
            State::MayEnd => (least, most),
            State::Over => (0, Some(0)),
        }
    }
}

/// Without the closure, which has no `Debug`.
impl<S: Stream + fmt::Debug, F> fmt::Debug for Requires<S, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Requires").field("stream", &self.stream).finish_non_exhaustive()
    }
}
