use core::fmt;
use core::future::Future as _;
use core::pin::Pin;
use core::task::{Context, Poll};
use core::time::Duration;

use futures_core::Stream;
use pin_project_lite::pin_project;
use tokio::time::{Instant, Sleep, sleep_until};

use super::inner::inner_stream;
use crate::outcome::{FromTimedOut, TimedOut};

pin_project! {
    /// The stream that [`StreamExt::idle_timeout`](super::StreamExt::idle_timeout) returns.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use std::io;
    /// use std::time::Duration;
    ///
    /// use futures_util::Stream;
    /// use retry_attr::stream::{IdleTimeout, StreamExt as _};
    ///
    /// fn lively<S>(lines: S) -> IdleTimeout<S>
    /// where
    ///     S: Stream<Item = io::Result<String>>,
    /// {
    ///     lines.idle_timeout(Duration::from_secs(30))
    /// }
    /// ```
    #[must_use = "streams do nothing unless polled"]
    pub struct IdleTimeout<S>
    where
        S: Stream,
    {
        #[pin]
        stream: S,
        // Built in place at the first wait, and reset at each later wait, which takes no lock.
        #[pin]
        timer: Option<Sleep>,
        limit: Duration,
        state: State,
        // A pointer, because a bound in its place would hide that this is a stream.
        timed_out: fn(TimedOut) -> S::Item,
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    /// The last poll yielded an item, or there was none.
    Open,
    /// The timer runs.
    Waiting,
    Over,
}

inner_stream!(IdleTimeout<S>);

impl<S> IdleTimeout<S>
where
    S: Stream,
{
    pub(super) fn new<T, E>(stream: S, limit: Duration) -> Self
    where
        S: Stream<Item = Result<T, E>>,
        E: FromTimedOut,
    {
        let timed_out = |timed_out| Err(E::from_timed_out(timed_out));
        Self { stream, timer: None, limit, state: State::Open, timed_out }
    }
}

impl<S, T, E> Stream for IdleTimeout<S>
where
    S: Stream<Item = Result<T, E>>,
{
    type Item = Result<T, E>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut this = self.project();
        // Before the stream, which may use up all that tokio lets a task do in a poll: then no timer of its fires.
        let mut is_over = match this.state {
            State::Open => false,
            State::Waiting => poll(this.timer.as_mut(), context),
            State::Over => return Poll::Ready(None),
        };
        if let Poll::Ready(item) = this.stream.poll_next(context) {
            *this.state = if item.is_some() { State::Open } else { State::Over };
            return Poll::Ready(item);
        }
        if *this.state == State::Open {
            *this.state = State::Waiting;
            is_over = begin(this.timer, *this.limit, context);
        }
        if !is_over {
            return Poll::Pending;
        }
        *this.state = State::Over;
        Poll::Ready(Some((this.timed_out)(TimedOut::idle(*this.limit))))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        match self.state {
            State::Over => (0, Some(0)),
            // The error may come at once, or be one item more.
            State::Open | State::Waiting => {
                (0, self.stream.size_hint().1.and_then(|most| most.checked_add(1)))
            }
        }
    }
}

/// Needs neither the conversion nor a bound on the items.
impl<S: Stream + fmt::Debug> fmt::Debug for IdleTimeout<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { stream, limit, state, .. } = self;
        let mut this = f.debug_struct("IdleTimeout");
        this.field("stream", stream).field("limit", limit).field("state", state).finish_non_exhaustive()
    }
}

/// Begins a wait of at most `limit`; whether that is over at once.
fn begin(mut timer: Pin<&mut Option<Sleep>>, limit: Duration, context: &mut Context<'_>) -> bool {
    if limit.is_zero() {
        return true;
    }
    // A limit beyond the end of the clock never ends.
    let Some(end) = Instant::now().checked_add(limit) else { return false };
    match timer.as_mut().as_pin_mut() {
        Some(timer) => timer.reset(end),
        None => timer.set(Some(sleep_until(end))),
    }
    poll(timer, context)
}

/// Whether the time is up; if not, the timer wakes the task.
fn poll(timer: Pin<&mut Option<Sleep>>, context: &mut Context<'_>) -> bool {
    timer.as_pin_mut().is_some_and(|timer| timer.poll(context).is_ready())
}
