use core::fmt;
use core::pin::Pin;
use core::task::{Context, Poll, ready};

use futures_core::Stream;
use pin_project_lite::pin_project;

use crate::outcome::{FromTruncated, Truncated};

pin_project! {
    /// What [`StreamExt::ends_with`](super::StreamExt::ends_with) returns.
    #[must_use = "streams do nothing unless polled"]
    pub struct EndsWith<S, F> {
        #[pin]
        stream: S,
        is_last: F,
        state: State,
    }
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    /// An end would come too early.
    Open,
    /// The stream may end: the terminal item came, or an error.
    MayEnd,
    Over,
}

impl<S, F> EndsWith<S, F> {
    pub(super) const fn new(stream: S, is_last: F) -> Self {
        Self { stream, is_last, state: State::Open }
    }
}

impl<S, F, T, E> Stream for EndsWith<S, F>
where
    S: Stream<Item = Result<T, E>>,
    F: FnMut(&T) -> bool,
    E: FromTruncated,
{
    type Item = Result<T, E>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.project();
        if *this.state == State::Over {
            return Poll::Ready(None);
        }
        let item = ready!(this.stream.poll_next(context));
        let state = *this.state;
        match &item {
            Some(Ok(value)) if state == State::Open && (this.is_last)(value) => *this.state = State::MayEnd,
            Some(Ok(_)) => {}
            Some(Err(_)) => *this.state = State::MayEnd,
            None => *this.state = State::Over,
        }
        if item.is_none() && state == State::Open {
            return Poll::Ready(Some(Err(E::from_truncated(Truncated))));
        }
        Poll::Ready(item)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        match self.state {
            State::Over => (0, Some(0)),
            State::MayEnd => self.stream.size_hint(),
            State::Open => {
                let (least, most) = self.stream.size_hint();
                (least, most.and_then(|most| most.checked_add(1)))
            }
        }
    }
}

/// Without the closure, which has no `Debug`.
impl<S: fmt::Debug, F> fmt::Debug for EndsWith<S, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EndsWith").field("stream", &self.stream).finish_non_exhaustive()
    }
}
