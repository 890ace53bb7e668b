use core::fmt;
use core::pin::Pin;
use core::task::{Context, Poll, ready};
use std::boxed::Box;
use std::collections::VecDeque;

use futures_core::Stream;
use pin_project_lite::pin_project;

use crate::attempts::{Begins, Kept};
use crate::outcome::{Returned, anchor};
use crate::verdict::Verdict;

/// The largest number of items that are held back.
const MOST_HELD: usize = 64;

/// A stream that has begun: what was held back, then the rest. One pointer.
pub struct Begun<S: Stream, L, K>(Pin<Box<Inner<S, L, K>>>);

pin_project! {
    struct Inner<S, L, K>
    where
        S: Stream,
    {
        #[pin]
        stream: S,
        // A field of its own, so that a single item needs no second allocation.
        first: Option<S::Item>,
        others: VecDeque<S::Item>,
        is_over: bool,
        late: Option<L>,
        // Until the stream ends.
        kept: Option<K>,
        // A pointer, because bounds in its place would have to hold wherever this is a stream.
        hear: fn(&S::Item, &mut Option<L>, Option<&K>),
    }
}

/// An item of a stream in a function that fails with `E`.
#[diagnostic::on_unimplemented(
    message = "the items of this stream do not have the error type of the function, `{E}`",
    label = "an item is a `{Self}`, not a `Result<_, {E}>`",
    note = "help: return `Result<impl Stream<Item = Result<T, {E}>>, {E}>`; `map_err` converts the error of an item"
)]
pub trait Fallible<E> {
    /// The value of a good item.
    type Ok;

    /// It, by reference.
    fn as_result(&self) -> Result<&Self::Ok, &E>;

    /// Its error, if it is one.
    fn into_error(self) -> Option<E>;
}

#[diagnostic::do_not_recommend]
impl<T, E> Fallible<E> for Result<T, E> {
    type Ok = T;

    fn as_result(&self) -> Result<&T, &E> {
        self.as_ref()
    }

    fn into_error(self) -> Option<E> {
        self.err()
    }
}

impl<S: Stream, E> Returned<Result<S, E>> {
    /// The outcome of the function, in code that never runs, where this is of the outcome of an attempt.
    #[cold]
    #[expect(clippy::missing_errors_doc, reason = "never runs")]
    pub const fn begun<L, K>(&self) -> Result<Begun<S, L, K>, E> {
        anchor()
    }
}

impl<S: Stream, L, K> Begun<S, L, K> {
    pub(super) fn new<E>(stream: S, late: L, kept: K) -> Self
    where
        S::Item: Fallible<E>,
        L: FnOnce(&E) -> Verdict,
        K: Kept,
    {
        let hear = |item: &S::Item, late: &mut Option<L>, kept: Option<&K>| {
            if let Err(error) = item.as_result() {
                if let Some(late) = late.take() {
                    let verdict = late(error);
                    if let Some(kept) = kept {
                        kept.broke(verdict);
                    }
                }
            }
        };
        Self(Box::pin(Inner {
            stream,
            first: None,
            others: VecDeque::new(),
            is_over: false,
            late: Some(late),
            kept: Some(kept),
            hear,
        }))
    }

    fn held(&self) -> usize {
        usize::from(self.0.first.is_some()) + self.0.others.len()
    }

    /// Holds items back up to the one that the stream begins with.
    pub(super) fn poll_begin<E>(
        &mut self,
        context: &mut Context<'_>,
        mut begins: impl FnMut(&<S::Item as Fallible<E>>::Ok) -> Begins,
    ) -> Poll<Result<(), E>>
    where
        S::Item: Fallible<E>,
    {
        while !self.0.is_over && self.held() < MOST_HELD {
            let inner = self.0.as_mut().project();
            let Some(item) = ready!(inner.stream.poll_next(context)) else {
                *inner.is_over = true;
                *inner.kept = None;
                break;
            };
            let Ok(value) = item.as_result() else {
                return Poll::Ready(item.into_error().map_or(Ok(()), Err));
            };
            let begins = begins(value);
            match inner.first {
                None => *inner.first = Some(item),
                Some(_) => inner.others.push_back(item),
            }
            if let Begins::Here = begins {
                break;
            }
        }
        Poll::Ready(Ok(()))
    }
}

impl<S: Stream, L, K> Stream for Begun<S, L, K> {
    type Item = S::Item;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<S::Item>> {
        let inner = self.0.as_mut().project();
        if let Some(item) = inner.first.take().or_else(|| inner.others.pop_front()) {
            return Poll::Ready(Some(item));
        }
        if *inner.is_over {
            return Poll::Ready(None);
        }
        let item = ready!(inner.stream.poll_next(context));
        match &item {
            Some(item) => (inner.hear)(item, inner.late, inner.kept.as_ref()),
            None => {
                *inner.is_over = true;
                *inner.kept = None;
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

impl<S: Stream, L, K> fmt::Debug for Begun<S, L, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Begun").field("held", &self.held()).finish_non_exhaustive()
    }
}
