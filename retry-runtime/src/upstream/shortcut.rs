//! The path of most calls with declared limits: no call waits, and there is no pace.

use std::time::Instant;

use super::gate::Visit;
use super::state::State;

impl State {
    /// A shortcut to the turn, for an upstream with only declared limits: whether the call holds a slot of `in_flight` now. `None`
    /// if the gate has to decide. The word does not change.
    pub(super) fn enter_by_limits(&mut self, visit: Visit, now: Instant) -> Option<bool> {
        let limits = self.limits.as_ref()?;
        let is_alone = self.line.is_free() && !self.fleet.is_shared();
        if self.pace.is_some() || self.outage.is_held() || !is_alone {
            return None;
        }
        let has_slot = limits.in_flight.is_some();
        if limits.in_flight.is_some_and(|slots| self.in_flight >= slots) {
            return None;
        }
        let now = self.latest.map_or(now, |latest| latest.max(now));
        let mut requests = self.requests;
        if let Some(quota) = limits.requests {
            requests = requests.after(quota, 1, now)?;
        }
        if let Some(quota) = limits.tokens {
            // A cost above the limit of a minute is above the burst as well, so the gate can warn of it.
            self.tokens = self.tokens.after(quota, quota.clamp(visit.cost), now)?;
        }
        self.requests = requests;
        self.latest = Some(now);
        if has_slot {
            self.in_flight += 1;
            self.slot_moved = Some(now);
        }
        self.line.note_turn(visit.place);
        Some(has_slot)
    }
}
