//! The start of a gate that is not open, for the test kit.

use core::any::Any;
use core::time::Duration;

use super::pace::Pace;
use super::shared::Shared;
use crate::wait::now;

/// Pauses a state that a kit keeps.
pub(crate) fn start_paused(state: &(dyn Any + Send + Sync), pause: Duration) {
    if let Some(shared) = state.downcast_ref::<Shared>() {
        shared.pause(pause, now());
    }
}

/// Gives it a pace of so many calls per minute.
pub(crate) fn start_paced(state: &(dyn Any + Send + Sync), per_minute: u32) {
    if let Some(shared) = state.downcast_ref::<Shared>() {
        let rate = f64::from(per_minute.max(1)) / 60.0;
        shared.lock(now(), |gate| gate.close(Pace::at_peak(rate, gate.now)));
    }
}
