//! Times that are computed, and may be too large for their types.

use core::time::Duration;
use std::time::Instant;

/// 30 years: so much can be added to every `Instant`.
const FOREVER: Duration = Duration::from_secs(30 * 365 * 24 * 60 * 60);

/// A number of seconds as a `Duration`, which is not negative, and finite.
pub(super) fn seconds(seconds: f64) -> Duration {
    Duration::try_from_secs_f64(seconds.max(0.0)).unwrap_or(FOREVER).min(FOREVER)
}

/// `Instant + Duration` panics where the sum has no representation.
pub(super) fn later(instant: Instant, wait: Duration) -> Instant {
    instant + wait.min(FOREVER)
}
