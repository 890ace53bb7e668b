use core::time::Duration;

use crate::event::{Event, Origin};

/// Whether the kit skips this wait.
#[inline]
pub(crate) const fn skips(_: Duration) -> bool {
    false
}

/// A wait that a kit can skip: without a kit, the wait itself.
pub(crate) type SleepBy<F> = F;

#[inline]
pub(crate) fn sleep_by<F>(wait: Duration, sleep: impl FnOnce(Duration) -> F) -> SleepBy<F> {
    sleep(wait)
}

/// The result of polling a wait that the kit has skipped.
#[cfg(feature = "tokio")]
#[inline]
pub(crate) const fn poll_skipped(_: Duration, _: &core::task::Context<'_>) -> Option<core::task::Poll<()>> {
    None
}

/// The time on the kit's clock.
#[cfg(feature = "std")]
#[inline]
pub(crate) const fn now() -> Option<std::time::Instant> {
    None
}

/// The wall clock that the kit has fixed.
#[cfg(any(feature = "http", feature = "metrics-024"))]
#[inline]
pub(crate) const fn wall_clock() -> Option<std::time::SystemTime> {
    None
}

/// The kit's next random number.
#[cfg(feature = "std")]
#[inline]
pub(crate) const fn draw() -> Option<u64> {
    None
}

/// The number of attempts that the kit gives every function.
#[inline]
pub(crate) const fn attempts() -> Option<u32> {
    None
}

/// Adds an event to the kit's record.
#[inline]
pub(crate) const fn record(_: Origin, _: Event) {}

#[cfg(feature = "std")]
pub(crate) use self::of_std::Watch;

#[cfg(feature = "std")]
mod of_std {
    use core::convert::Infallible;
    use core::time::Duration;
    use std::time::Instant;

    /// Ends an attempt on the kit's clock, for which no timer fires.
    #[derive(Debug)]
    pub(crate) struct Watch;

    #[expect(clippy::unused_self, reason = "the kit's `Watch` has a state")]
    impl Watch {
        #[inline]
        pub(crate) const fn new() -> Self {
            Self
        }

        #[inline]
        pub(crate) const fn begin(&mut self, _: Instant, _: Duration) {}

        #[inline]
        pub(crate) const fn enter(&self) -> Option<Infallible> {
            None
        }

        #[inline]
        pub(crate) const fn is_over(&self) -> bool {
            false
        }

        #[inline]
        pub(crate) const fn end(&self) {}
    }
}
