//! The test kit, one file an aspect.

mod attempts;
mod deadline;
mod limits;
mod places;
mod record;
mod seed;
mod streams;
#[path = "../support/told.rs"]
mod told;
mod upstream;
mod waits;
mod wall_clock;

use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use retry_attr::{Retryable, TimedOut, Verdict};

/// An error with the verdict that it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Failed(Verdict);

impl Failed {
    /// Of an attempt that was cut.
    const fn from_cut() -> Self {
        Self(Verdict::timed_out())
    }

    /// Of a call that had no turn at its upstream.
    fn from_line() -> Self {
        Self(Verdict::timed_out().not_sent())
    }
}

impl Retryable for Failed {
    fn verdict(&self) -> Verdict {
        self.0
    }
}

impl From<TimedOut> for Failed {
    fn from(timed_out: TimedOut) -> Self {
        Self(timed_out.verdict())
    }
}

const TRANSIENT: Failed = Failed(Verdict::transient());

const fn secs(secs: u64) -> Duration {
    Duration::from_secs(secs)
}

const fn millis(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

/// One poll, on no runtime.
fn poll_once<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("it waits"),
    }
}
