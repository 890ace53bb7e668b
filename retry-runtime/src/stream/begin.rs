use core::fmt;
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};

use futures_core::Stream;

use super::begun::{Begun, Fallible};
use crate::attempts::{Begins, Kept};
use crate::verdict::Verdict;

/// Reads the stream of an attempt up to the item that it begins with. The `Begun` returns this item and the items before it,
/// which were held back.
///
/// An error before that item is the failure of the attempt. A stream that ends before that item is a success. `late` receives the
/// first error after it. The stream is put into its box at once, so the future holds a pointer.
///
/// The returned type has no name, so that a stream of other items is refused only here.
pub fn begin<S, E, M, L>(
    outcome: Result<S, E>,
    begins: M,
    late: L,
) -> impl Future<Output = Result<Begun<S, L, ()>, E>> + fmt::Debug
where
    S: Stream<Item: Fallible<E>>,
    M: FnMut(&<S::Item as Fallible<E>>::Ok) -> Begins,
    L: FnOnce(&E) -> Verdict,
{
    begin_with(outcome, begins, late, ())
}

/// As [`begin`], in a call with an upstream. The stream keeps `kept` until it ends.
pub fn begin_with<S, E, M, L, K>(
    outcome: Result<S, E>,
    begins: M,
    late: L,
    kept: K,
) -> impl Future<Output = Result<Begun<S, L, K>, E>> + fmt::Debug
where
    S: Stream<Item: Fallible<E>>,
    M: FnMut(&<S::Item as Fallible<E>>::Ok) -> Begins,
    L: FnOnce(&E) -> Verdict,
    K: Kept,
{
    Begin { held: Some(outcome.map(|stream| Begun::new(stream, late, kept))), begins }
}

struct Begin<S: Stream, L, K, E, M> {
    held: Option<Result<Begun<S, L, K>, E>>,
    begins: M,
}

// Nothing is pinned here: the stream is pinned in its box.
impl<S: Stream, L, K, E, M> Unpin for Begin<S, L, K, E, M> {}

impl<S, L, K, E, M> Future for Begin<S, L, K, E, M>
where
    S: Stream<Item: Fallible<E>>,
    M: FnMut(&<S::Item as Fallible<E>>::Ok) -> Begins,
{
    type Output = Result<Begun<S, L, K>, E>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let Self { held, begins } = &mut *self;
        let mut stream = match held.take() {
            Some(Ok(stream)) => stream,
            Some(Err(error)) => return Poll::Ready(Err(error)),
            // A finished future is not polled again.
            None => return Poll::Pending,
        };
        let begun = stream.poll_begin(context, begins);
        if begun.is_pending() {
            *held = Some(Ok(stream));
            return Poll::Pending;
        }
        begun.map_ok(|()| stream)
    }
}

impl<S: Stream, L, K, E, M> fmt::Debug for Begin<S, L, K, E, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Begin").finish_non_exhaustive()
    }
}
