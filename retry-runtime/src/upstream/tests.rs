mod budget;
mod builder;
pub(super) mod crowd;
mod declared;
mod gate;
mod held;
mod line;
mod outage;
mod pace;
mod properties;
mod seconds;
mod share;
mod shortcut;
mod slots;
mod under;
mod word;

use core::time::Duration;
use std::sync::OnceLock;
use std::time::Instant;

/// A time on the clock of these tests.
pub(super) fn at(seconds: f64) -> Instant {
    static START: OnceLock<Instant> = OnceLock::new();
    *START.get_or_init(Instant::now) + Duration::from_secs_f64(seconds)
}

/// The seconds of `instant` on that clock.
fn seconds_of(instant: Instant) -> f64 {
    instant.duration_since(at(0.0)).as_secs_f64()
}

#[track_caller]
pub(super) fn assert_close(found: f64, expected: f64) {
    assert!((found - expected).abs() <= 1e-6 * expected.abs().max(1e-3), "{found} is not {expected}");
}
