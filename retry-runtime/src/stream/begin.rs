use core::fmt;
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll, ready};

use futures_core::Stream;
use pin_project_lite::pin_project;

use super::begun::Begun;

/// Runs an attempt that yields a stream, up to the first item for which `is_start` is true; that item, and what was
/// held back before it, come out of the `Begun` again.
///
/// An error before that item is the attempt's. A stream that ends before it is a success. `late` hears the first
/// error that passes afterwards.
pub fn begin<F, S, T, E, M, L>(attempt: F, is_start: M, late: L) -> Begin<F, S, T, M, L>
where
    F: Future<Output = Result<S, E>>,
    S: Stream<Item = Result<T, E>>,
    M: FnMut(&T) -> bool,
    L: FnOnce(&E),
{
    Begin { state: State::Attempt { attempt }, is_start, late: Some(late) }
}

pin_project! {
    /// What [`begin`] returns.
    #[must_use = "futures do nothing unless polled"]
    pub struct Begin<F, S, T, M, L> {
        #[pin]
        state: State<F, S, T, L>,
        is_start: M,
        late: Option<L>,
    }
}

pin_project! {
    // The stream lies in a box, so that this is no larger than the attempt alone.
    #[project = StateProjection]
    enum State<F, S, T, L> {
        Attempt { #[pin] attempt: F },
        Stream { begun: Option<Begun<S, T, L>> },
    }
}

impl<F, S, T, E, M, L> Future for Begin<F, S, T, M, L>
where
    F: Future<Output = Result<S, E>>,
    S: Stream<Item = Result<T, E>>,
    M: FnMut(&T) -> bool,
    L: FnOnce(&E),
{
    type Output = Result<Begun<S, T, L>, E>;

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

impl<F, S, T, M, L> fmt::Debug for Begin<F, S, T, M, L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Begin").finish_non_exhaustive()
    }
}
