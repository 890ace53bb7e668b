//! Without the feature `fleet`, no upstream is shared between processes, and all of this compiles to nothing.

use core::time::Duration;
use std::time::Instant;

use super::gate::{Gate, Visit};
use super::line::Sum;
use super::settings::Limits;

#[derive(Debug)]
pub(super) struct Membership;

impl Membership {
    pub(super) const fn none() -> Self {
        Self
    }

    #[expect(clippy::unused_self, reason = "the other form has a self")]
    pub(super) const fn is_shared(&self) -> bool {
        false
    }

    #[expect(clippy::unused_self, reason = "the other form has a self")]
    pub(super) const fn holds_calls(&self) -> bool {
        false
    }
}

#[expect(clippy::unused_self, reason = "the other form has a self")]
impl Gate<'_> {
    pub(super) const fn hear_store(&mut self) {}

    pub(super) const fn ask_store(&mut self) {}

    pub(super) const fn declare(&mut self, limits: Limits) -> Limits {
        limits
    }

    pub(super) const fn tell_success(&mut self) {}

    pub(super) const fn tell_refusal(&mut self, _is_present: bool) {}

    pub(super) const fn tell_new_pace(&mut self) {}

    pub(super) const fn tell_lesson(&mut self) {}

    pub(super) const fn tell_pause(&mut self, _pause: Duration) {}

    pub(super) const fn next_slot(&self, _cost: u32) -> Option<Instant> {
        None
    }

    pub(super) const fn take_slot(&mut self, _visit: Visit) -> bool {
        false
    }

    pub(super) const fn store_look(&self) -> Option<Instant> {
        None
    }

    pub(super) const fn declared_rate_of_fleet(&self) -> Option<f64> {
        None
    }

    pub(super) const fn expected_at_pace_of_fleet(&self, _ahead: Sum) -> Option<Instant> {
        None
    }

    pub(super) const fn expected_at_limits_of_fleet(&self, _ahead: Sum) -> Option<Instant> {
        None
    }
}
