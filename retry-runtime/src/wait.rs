#[cfg(feature = "std")]
mod clock;
#[cfg(feature = "std")]
mod own;
#[cfg(feature = "tokio")]
mod tokio;

use core::future::Future;
use core::time::Duration;

#[cfg(any(feature = "http", feature = "metrics-024"))]
pub(crate) use self::clock::wall_clock;
#[cfg(feature = "std")]
pub(crate) use self::clock::{Clock, HasClock, now};
#[cfg(feature = "std")]
pub(crate) use self::own::{LimitTimer, limit};
use crate::seam;

/// Whether the delay is longer than zero. tokio's sleep of zero waits for the next tick.
///
/// Takes the delay by value: a borrowed variable would stay in the future during the wait.
#[inline]
#[must_use]
pub const fn is_wait(delay: Duration) -> bool {
    // `is_zero` makes two comparisons.
    delay.as_secs() | delay.subsec_nanos() as u64 != 0
}

/// Waits in an async function with the timer of the enabled features.
#[inline]
pub fn sleep<T: HasTimer>(timer: T, delay: Duration) -> T::Sleep {
    timer.sleep(if seam::skips(delay) { Duration::ZERO } else { delay })
}

/// Waits in an async function with the user's own timer.
#[inline]
pub fn sleep_by<F: Future<Output = ()>>(
    delay: Duration,
    sleep: impl FnOnce(Duration) -> F,
) -> seam::SleepBy<F> {
    seam::sleep_by(delay, sleep)
}

/// Waits in a sync function.
#[inline]
pub fn block<B: Blocking>(blocking: B, delay: Duration) {
    blocking.block(delay);
}

/// Waits in a sync function with the user's own wait.
#[inline]
pub fn block_by(delay: Duration, block: impl FnOnce(Duration)) {
    if !seam::skips(delay) {
        block(delay);
    }
}

/// A source of timers that exists. Only [`sleep`] requires it, so a missing timer is one error.
#[diagnostic::on_unimplemented(
    message = "`#[retry]` has no timer to wait with in an async function",
    label = "the feature `tokio` is off, or the target has no timer",
    note = "help: enable the feature `tokio` of `retry-attr`",
    note = "help: or write `sleep = my_sleep`, where `async fn my_sleep(delay: Duration)`"
)]
pub trait HasTimer: Timer {}

#[cfg(all(feature = "tokio", not(all(target_family = "wasm", target_os = "unknown"))))]
impl HasTimer for Tokio {}

/// A source of timers.
pub trait Timer {
    /// The future of a wait.
    type Sleep: Future<Output = ()>;

    /// Returns a future that is ready no earlier than `delay` after its first poll.
    fn sleep(self, delay: Duration) -> Self::Sleep;

    /// The same future, built at once, or `None` if there can be no timer here.
    #[cfg(feature = "std")]
    fn try_sleep(self, delay: Duration) -> Option<Self::Sleep>;
}

/// A way to block a thread.
#[diagnostic::on_unimplemented(
    message = "`#[retry]` has no way to wait in a sync function",
    label = "the feature `std` is off, or the target has no threads",
    note = "help: enable the feature `std` of `retry-attr`",
    note = "help: or write `sleep = my_sleep`, where `fn my_sleep(delay: Duration)`"
)]
pub trait Blocking {
    /// Returns no earlier than `delay` from now.
    fn block(self, delay: Duration);
}

/// The timer of tokio.
#[derive(Clone, Copy, Debug)]
pub struct Tokio;

/// In place of tokio's timer.
#[cfg(not(feature = "tokio"))]
impl Timer for Tokio {
    type Sleep = core::future::Pending<()>;

    fn sleep(self, _: Duration) -> Self::Sleep {
        core::future::pending()
    }

    #[cfg(feature = "std")]
    fn try_sleep(self, _: Duration) -> Option<Self::Sleep> {
        None
    }
}

/// The user's own timer, which the option `sleep` names.
#[derive(Clone, Copy, Debug)]
pub struct Own;

/// The current thread.
#[derive(Clone, Copy, Debug)]
pub struct Thread;

#[cfg(all(feature = "std", not(all(target_family = "wasm", target_os = "unknown"))))]
impl Blocking for Thread {
    #[cold]
    fn block(self, delay: Duration) {
        if !seam::skips(delay) {
            std::thread::sleep(delay);
        }
    }
}

#[cfg(test)]
mod tests {
    use core::time::Duration;

    use super::is_wait;

    #[test]
    fn only_a_delay_of_zero_is_not_a_wait() {
        for (seconds, nanos) in [(1, 0), (0, 1), (1, 1)] {
            assert!(is_wait(Duration::new(seconds, nanos)), "{seconds} s and {nanos} ns");
        }
        assert!(!is_wait(Duration::ZERO));
    }
}
