//! The time of a call whose option `sleep` says how to wait.

use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};
use core::time::Duration;
use std::time::Instant;

use pin_project_lite::pin_project;

use super::clock::now;
#[cfg(feature = "tokio")]
use super::tokio::Sleep as TokioSleep;
use crate::seam;

/// The timer of a limit beside `sleep`, which is for waits, and in a test may return at once.
///
/// On a tokio runtime, tokio's timer ends the limit. Elsewhere the user's `sleep` is the only timer there is. If that
/// returns at once, it is no timer: the limit then ends when the attempt is polled after it. On the clock of a test kit
/// the kit ends the limit.
pub(crate) fn limit<S, W>(sleep: S, left: Duration) -> LimitTimer<S, W> {
    LimitTimer::Due { sleep: Some(sleep), left }
}

pin_project! {
    /// See [`limit`].
    #[derive(Debug)]
    #[project = LimitTimerProjection]
    pub enum LimitTimer<S, W> {
        Due { sleep: Option<S>, left: Duration },
        Tokio { #[pin] timer: TokioSleep },
        Own { #[pin] timer: W },
        // The end, unless it is later than the clock can show.
        Polled { end: Option<Instant> },
    }
}

impl<S, W> Future for LimitTimer<S, W>
where
    S: FnOnce(Duration) -> W,
    W: Future<Output = ()>,
{
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        match self.as_mut().project() {
            LimitTimerProjection::Tokio { timer } => timer.poll(context),
            LimitTimerProjection::Own { timer } => timer.poll(context),
            LimitTimerProjection::Polled { end } => is_over(*end),
            LimitTimerProjection::Due { sleep, left } => {
                let (sleep, left) = (sleep.take(), *left);
                self.start(sleep, left, context)
            }
        }
    }
}

impl<S, W> LimitTimer<S, W>
where
    S: FnOnce(Duration) -> W,
    W: Future<Output = ()>,
{
    fn start(
        mut self: Pin<&mut Self>,
        sleep: Option<S>,
        left: Duration,
        context: &mut Context<'_>,
    ) -> Poll<()> {
        let end = now().checked_add(left);
        if let Some(timer) = TokioSleep::on_runtime(left) {
            self.set(Self::Tokio { timer });
            return self.poll(context);
        }
        if seam::now().is_none() {
            if let Some(sleep) = sleep {
                self.set(Self::Own { timer: sleep(left) });
                if self.as_mut().poll(context).is_pending() {
                    return Poll::Pending;
                }
            }
        }
        self.set(Self::Polled { end });
        is_over(end)
    }
}

fn is_over(end: Option<Instant>) -> Poll<()> {
    if end.is_some_and(|end| now() >= end) { Poll::Ready(()) } else { Poll::Pending }
}

#[cfg(not(feature = "tokio"))]
use self::no_tokio::TokioSleep;

#[cfg(not(feature = "tokio"))]
mod no_tokio {
    use core::future::Future;
    use core::pin::Pin;
    use core::task::{Context, Poll};
    use core::time::Duration;

    #[derive(Debug)]
    pub enum TokioSleep {}

    impl TokioSleep {
        pub(super) const fn on_runtime(_: Duration) -> Option<Self> {
            None
        }
    }

    impl Future for TokioSleep {
        type Output = ();

        fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
            match *self {}
        }
    }
}
