//! Arithmetic on durations in `const` code, where `Duration` and `Ord` have no methods.

use core::time::Duration;

/// Saturates after 584 years.
#[inline]
pub(crate) const fn nanos(duration: Duration) -> u64 {
    duration.as_secs().saturating_mul(1_000_000_000).saturating_add(duration.subsec_nanos() as u64)
}

/// `Ord::min` is not `const`.
#[inline]
pub(crate) const fn min(a: u64, b: u64) -> u64 {
    a - a.saturating_sub(b)
}

/// `Ord::max` is not `const`.
pub(crate) const fn max(a: u64, b: u64) -> u64 {
    a + b.saturating_sub(a)
}
