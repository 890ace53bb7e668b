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
pub(crate) use self::of_std::{Identity, InLine, Own, Watch, own, park_in_line, skip_in_line, sleep_in_line};

#[cfg(feature = "std")]
mod of_std {
    use core::convert::Infallible;
    use core::marker::PhantomData;
    use core::task::{Context, Poll};
    use core::time::Duration;
    use std::time::Instant;

    /// Tells one shared state from another.
    #[derive(Debug)]
    pub(crate) struct Identity;

    impl Identity {
        pub(crate) const fn new() -> Self {
            Self
        }
    }

    /// The kit's own state in place of a shared one.
    #[derive(Debug)]
    pub(crate) struct Own<T>(PhantomData<fn() -> T>);

    #[expect(clippy::unused_self, reason = "the kit's `Own` has a state")]
    impl<T> Own<T> {
        #[inline]
        pub(crate) const fn or<'a>(&self, shared: &'a T) -> &'a T {
            shared
        }
    }

    impl<T> Clone for Own<T> {
        #[inline]
        fn clone(&self) -> Self {
            Self(PhantomData)
        }
    }

    #[inline]
    pub(crate) fn own<T>(_: &Identity, _: impl Fn() -> T) -> Own<T> {
        Own(PhantomData)
    }

    /// Skips a wait in line for a time that is known, if a kit skips waits.
    #[inline]
    pub(crate) const fn skip_in_line(_: Duration, _: bool, _: &Context<'_>) -> Option<Poll<()>> {
        None
    }

    /// A wait in line for other calls.
    pub(crate) type InLine<F> = F;

    #[inline]
    pub(crate) fn sleep_in_line<F>(
        wait: Duration,
        sleep: impl FnOnce(Duration) -> F,
        _: impl FnOnce(Duration) -> Option<F>,
    ) -> InLine<F> {
        sleep(wait)
    }

    /// A wait in line in a thread.
    #[inline]
    pub(crate) fn park_in_line(wait: Duration, _: bool, park: impl FnOnce(Duration)) {
        park(wait);
    }

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
