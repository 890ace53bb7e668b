use core::fmt;
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll, ready};

use futures_core::Stream;
use pin_project_lite::pin_project;

use super::begun::{Begun, Fallible};

/// Runs an attempt that yields a stream, up to the first item for which `is_start` is true; that item, and what was
/// held back before it, come out of the `Begun` again.
///
/// An error before that item is the attempt's. A stream that ends before it is a success. `late` hears the first
/// error that passes afterward.
///
/// The type that is returned has no name, so that a stream of other items is refused here alone.
pub fn begin<F, S, E, M, L>(
    attempt: F,
    is_start: M,
    late: L,
) -> impl Future<Output = Result<Begun<S, L>, E>> + fmt::Debug
where
    F: Future<Output = Result<S, E>>,
    S: Stream<Item: Fallible<E>>,
    M: FnMut(&<S::Item as Fallible<E>>::Ok) -> bool,
    L: FnOnce(&E),
{
    Begin { state: State::Attempt { attempt }, is_start, late: Some(late) }
}

pin_project! {
    struct Begin<F, S, M, L>
    where
        S: Stream,
    {
        #[pin]
        state: State<F, S, L>,
        is_start: M,
        late: Option<L>,
    }
}

pin_project! {
    // The stream lies in a box, so that this is no larger than the attempt alone.
    #[project = StateProjection]
    enum State<F, S, L>
    where
        S: Stream,
    {
        Attempt { #[pin] attempt: F },
        Stream { begun: Option<Begun<S, L>> },
    }
}

impl<F, S, E, M, L> Future for Begin<F, S, M, L>
where
    F: Future<Output = Result<S, E>>,
    S: Stream<Item: Fallible<E>>,
    M: FnMut(&<S::Item as Fallible<E>>::Ok) -> bool,
    L: FnOnce(&E),
{
    type Output = Result<Begun<S, L>, E>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let mut this = self.project();
        loop {
            match this.state.as_mut().project() {
                StateProjection::Attempt { attempt } => {
                    let stream = ready!(attempt.poll(context))?;
                    let begun = Some(Begun::new(stream, this.late.take()));
                    this.state.set(State::Stream { begun });
                }
                StateProjection::Stream { begun } => {
                    // Nobody polls when it has been taken for good.
                    let Some(mut stream) = begun.take() else { return Poll::Pending };
                    let started = stream.poll_start(context, this.is_start);
                    if started.is_pending() {
                        *begun = Some(stream);
                        return Poll::Pending;
                    }
                    return started.map_ok(|()| stream);
                }
            }
        }
    }
}

impl<F, S: Stream, M, L> fmt::Debug for Begin<F, S, M, L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Begin").finish_non_exhaustive()
    }
}
