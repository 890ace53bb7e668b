//! The only file that reads a clock.

use std::time::Instant;
#[cfg(any(feature = "http", feature = "metrics-024"))]
use std::time::SystemTime;

use super::{Own, Thread, Tokio};
use crate::seam;

/// A clock that exists. Only the start of a call requires it, so a missing clock is one error.
#[diagnostic::on_unimplemented(
    message = "`#[retry]` has no clock for `attempt_timeout`, `deadline`, `attempt`, and `upstream`",
    label = "the target has no clock",
    note = "help: leave these options out on `wasm32-unknown-unknown`"
)]
pub trait HasClock: Clock {}

// `Instant::now` panics on `wasm32-unknown-unknown`.
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
impl HasClock for Thread {}

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
impl HasClock for Own {}

// Where tokio has no clock, it has no timer either, and that error is enough.
impl HasClock for Tokio {}

/// A monotonic clock.
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
impl Clock for Tokio {
    #[inline]
    fn now() -> Instant {
        now()
    }
}

/// The clock of limits beside `sleep`: that of tokio's timer if there can be one, because it times them.
impl Clock for Own {
    #[inline]
    fn now() -> Instant {
        now()
    }
}

/// The time on the clock of tokio's timer, if the feature `tokio` is on. That is the standard library's clock, unless a test
/// has paused it.
#[inline]
pub(crate) fn now() -> Instant {
    seam::now().unwrap_or_else(|| {
        #[cfg(feature = "tokio")]
        return tokio::time::Instant::now().into_std();
        #[cfg(not(feature = "tokio"))]
        Instant::now()
    })
}

/// Our own wall clock, for metrics, and for the dates of a reply that does not say when it was written. `None` where there is no such clock.
#[cfg(any(feature = "http", feature = "metrics-024"))]
pub(crate) fn wall_clock() -> Option<SystemTime> {
    // There `SystemTime::now` panics.
    let has_clock = !cfg!(all(target_family = "wasm", target_os = "unknown"));
    seam::wall_clock().or_else(|| has_clock.then(SystemTime::now))
}
