use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};
use core::time::Duration;
use std::panic::{AssertUnwindSafe, catch_unwind};

use tokio::runtime::Handle;

use super::{Timer, Tokio};
use crate::seam;

impl Timer for Tokio {
    type Sleep = Sleep;

    #[inline]
    fn sleep(self, delay: Duration) -> Sleep {
        Sleep::Due { delay }
    }

    fn try_sleep(self, delay: Duration) -> Option<Sleep> {
        Sleep::on_runtime(delay)
    }
}

pin_project_lite::pin_project! {
    /// A wait that builds its timer in place at its first poll. An `async fn` would move the timer and keep room for
    /// both.
    #[derive(Debug)]
    #[project = SleepProjection]
    pub enum Sleep {
        Due { delay: Duration },
        Running { #[pin] timer: tokio::time::Sleep },
    }
}

impl Future for Sleep {
    type Output = ();

    #[cold]
    #[inline(never)]
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        loop {
            match self.as_mut().project() {
                SleepProjection::Running { timer } => return timer.poll(context),
                SleepProjection::Due { delay } => {
                    let delay = *delay;
                    // A test that skips the wait may run without a runtime.
                    if let Some(skipped) = seam::poll_skipped(delay, context) {
                        return skipped;
                    }
                    start(self.as_mut(), delay);
                }
            }
        }
    }
}

impl Sleep {
    /// A timer of the tokio runtime that this runs on, if there is one with time enabled.
    pub(super) fn on_runtime(delay: Duration) -> Option<Self> {
        Handle::try_current().ok()?;
        // A runtime does not tell whether time is enabled.
        catch_unwind(|| tokio::time::sleep(delay)).ok().map(|timer| Self::Running { timer })
    }
}

/// tokio panics if it has no timer, and its message does not name `sleep = …`.
fn start(sleep: Pin<&mut Sleep>, delay: Duration) {
    // A panic leaves `sleep` unchanged.
    let start = AssertUnwindSafe(|| {
        let mut sleep = sleep;
        sleep.set(Sleep::Running { timer: tokio::time::sleep(delay) });
    });
    assert!(
        catch_unwind(start).is_ok(),
        "`#[retry]` waits with tokio's timer, and this future does not run on a tokio runtime with time enabled\n\
         help: run it there, or write `#[retry(sleep = my_sleep)]`, where `async fn my_sleep(delay: Duration)`"
    );
}
