use core::fmt;
use core::pin::Pin;
use core::task::{Context, Poll, ready};
use std::boxed::Box;
use std::collections::VecDeque;

use futures_core::Stream;
use pin_project_lite::pin_project;

use crate::outcome::anchor;

/// How many items are held back at most.
const MOST_HELD: usize = 64;

/// A stream that has begun: what was held back, then the rest. One pointer.
pub struct Begun<S, T, L>(Pin<Box<Inner<S, T, L>>>);

pin_project! {
    struct Inner<S, T, L> {
        #[pin]
        stream: S,
        // Apart from the others, so that a single item needs no second allocation.
        first: Option<T>,
        others: VecDeque<T>,
        is_over: bool,
        late: Option<L>,
    }
}

/// Hears of late errors when nobody wants to.
pub fn unheard<E>(_: &E) {}

/// As [`last_of`](crate::outcome::last_of): what is kept begun, the attempt yields as it comes from the server.
#[cold]
#[expect(clippy::missing_errors_doc, reason = "never runs")]
pub const fn last_begun_of<S, B, E>(_: &Option<Result<B, E>>) -> Result<S, E> {
    anchor()
}

impl<S, T, L> Begun<S, T, L> {
    pub(super) fn new(stream: S, late: Option<L>) -> Self {
        let others = VecDeque::new();
        Self(Box::pin(Inner { stream, first: None, others, is_over: false, late }))
    }

    fn held(&self) -> usize {
        usize::from(self.0.first.is_some()) + self.0.others.len()
    }
}

impl<S, T, E, L> Begun<S, T, L>
where
    S: Stream<Item = Result<T, E>>,
{
    /// Holds items back up to the one for which `is_start` is true.
    pub(super) fn poll_start(
        &mut self,
        context: &mut Context<'_>,
        mut is_start: impl FnMut(&T) -> bool,
    ) -> Poll<Result<(), E>> {
        while !self.0.is_over && self.held() < MOST_HELD {
            let inner = self.0.as_mut().project();
            match ready!(inner.stream.poll_next(context)).transpose()? {
                None => *inner.is_over = true,
                Some(item) => {
                    let is_start = is_start(&item);
                    match inner.first {
                        None => *inner.first = Some(item),
                        Some(_) => inner.others.push_back(item),
                    }
                    if is_start {
                        break;
                    }
                }
            }
        }
        Poll::Ready(Ok(()))
    }
}

impl<S, T, E, L> Stream for Begun<S, T, L>
where
    S: Stream<Item = Result<T, E>>,
    L: FnOnce(&E),
{
    type Item = Result<T, E>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let inner = self.0.as_mut().project();
        if let Some(item) = inner.first.take().or_else(|| inner.others.pop_front()) {
            return Poll::Ready(Some(Ok(item)));
        }
        if *inner.is_over {
            return Poll::Ready(None);
        }
        let item = ready!(inner.stream.poll_next(context));
        *inner.is_over = item.is_none();
        if let Some(Err(error)) = &item {
            if let Some(late) = inner.late.take() {
                late(error);
            }
        }
        Poll::Ready(item)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let (held, (least, most)) = (self.held(), self.0.stream.size_hint());
        if self.0.is_over {
            return (held, Some(held));
        }
        (least.saturating_add(held), most.and_then(|most| most.checked_add(held)))
    }
}

impl<S, T, L> fmt::Debug for Begun<S, T, L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Begun").field("held", &self.held()).finish_non_exhaustive()
    }
}
