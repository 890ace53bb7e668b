//! The only file that reads a clock.

use std::time::Instant;
#[cfg(any(feature = "http", feature = "metrics-024"))]
use std::time::SystemTime;

use super::Thread;
use crate::seam;

/// A monotonic clock.
#[diagnostic::on_unimplemented(
    message = "`#[retry]` has no clock to read in an async function",
    label = "the feature `tokio` is off",
    note = "help: enable the feature `tokio` of `retry-attr`",
    note = "help: or write `sleep = my_sleep`, where `async fn my_sleep(delay: Duration)`"
)]
pub trait Clock: Copy {
    /// The current time.
    fn now() -> Instant;
}

/// The clock of the standard library.
impl Clock for Thread {
    #[inline]
    fn now() -> Instant {
        seam::now().unwrap_or_else(Instant::now)
    }
}

/// The clock of tokio's timer, which tests can pause.
#[cfg(feature = "tokio")]
impl Clock for super::Tokio {
    #[inline]
    fn now() -> Instant {
        seam::now().unwrap_or_else(|| tokio::time::Instant::now().into_std())
    }
}

/// Our own wall clock, for metrics, and for the dates of a reply that does not say when it was written. `None` where there is no such clock.
#[cfg(any(feature = "http", feature = "metrics-024"))]
pub(crate) fn wall_clock() -> Option<SystemTime> {
    // There `SystemTime::now` panics.
    let has_clock = !cfg!(all(target_family = "wasm", target_os = "unknown"));
    seam::wall_clock().or_else(|| has_clock.then(SystemTime::now))
}
