use core::iter::FusedIterator;
use core::ops::Range;
use core::time::Duration;

use super::{Policy, Waits};
use crate::policy::Jitter;
use crate::policy::nanos::min;

/// The ceilings of a policy's own waits, in order. [`Policy::schedule`] returns this iterator.
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use std::time::Duration;
///
/// use retry_attr::Policy;
///
/// let schedule = Policy::DEFAULT.max(4).schedule();
/// assert_eq!(schedule.len(), 3);
/// assert_eq!(schedule.last(), Some(Duration::from_secs(2)));
/// ```
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy"]
pub struct Schedule {
    waits: Waits,
    base: u64,
    retries: Range<u32>,
}

impl Policy {
    /// The upper bound of each wait if every failure is transient and no server asks for a wait. Yields `max - 1` waits.
    ///
    /// [`Jitter`] shortens the waits. Decorrelated jitter draws from the previous wait, so its ceilings assume that the
    /// longest wait was drawn each time.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::{Backoff, Policy};
    /// use std::time::Duration;
    ///
    /// const PATIENT: Policy =
    ///     Policy::DEFAULT.max(6).initial_delay(Duration::from_secs(2)).max_delay(Duration::from_secs(30));
    /// assert!(PATIENT.schedule().map(|wait| wait.as_secs()).eq([2, 4, 8, 16, 30]));
    ///
    /// // All waits together, at most:
    /// assert_eq!(PATIENT.schedule().sum::<Duration>(), Duration::from_secs(60));
    ///
    /// const FIBONACCI: Policy = PATIENT.backoff(Backoff::Fibonacci);
    /// assert!(FIBONACCI.schedule().map(|wait| wait.as_secs()).eq([2, 2, 4, 6, 10]));
    /// ```
    pub const fn schedule(&self) -> Schedule {
        self.schedule_from(self.initial())
    }

    /// The same as [`schedule`](Policy::schedule) if every failure is a rate limit or an overload without a hint.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::Policy;
    ///
    /// assert!(Policy::DEFAULT.schedule().map(|wait| wait.as_millis()).eq([500, 1000]));
    /// assert!(Policy::DEFAULT.throttled_schedule().map(|wait| wait.as_millis()).eq([1000, 2000]));
    /// ```
    pub const fn throttled_schedule(&self) -> Schedule {
        self.schedule_from(self.throttled())
    }

    const fn schedule_from(&self, base: u64) -> Schedule {
        Schedule { waits: self.waits(), base, retries: 0..self.max.saturating_sub(1) }
    }
}

impl Schedule {
    fn longest(&self, retry: u32) -> Duration {
        let Self { waits, base, .. } = self;
        Duration::from_nanos(match waits.jitter {
            // Three times the previous wait, which at first is `base`.
            Jitter::Decorrelated => {
                min(base.saturating_mul(3_u64.saturating_pow(retry.saturating_add(1))), waits.max_delay)
            }
            _ => waits.ceiling(*base, retry),
        })
    }
}

impl Iterator for Schedule {
    type Item = Duration;

    fn next(&mut self) -> Option<Duration> {
        self.nth(0)
    }

    fn nth(&mut self, skipped: usize) -> Option<Duration> {
        self.retries.nth(skipped).map(|retry| self.longest(retry))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.retries.size_hint()
    }
}

impl DoubleEndedIterator for Schedule {
    fn next_back(&mut self) -> Option<Duration> {
        self.retries.next_back().map(|retry| self.longest(retry))
    }
}

impl ExactSizeIterator for Schedule {}

impl FusedIterator for Schedule {}
