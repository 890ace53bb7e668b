//! The times at which calls may go, and at which they are expected to go.

use core::time::Duration;
use std::time::Instant;

use super::declared::Quota;
use super::gate::{Gate, Visit};
use super::pace::Pace;

impl Gate<'_> {
    /// Calls per second of this process: the learned or the declared rate, whichever is less. `None` while calls go as they
    /// come.
    pub(super) fn rate(&self) -> Option<f64> {
        let pace = self.state.pace.as_ref().map(Pace::rate);
        let declared = self.limits.requests.map(Quota::per_second).or_else(|| self.declared_rate_of_fleet());
        pace.into_iter().chain(declared).reduce(f64::min)
    }

    /// The time at which the first call may go. `None` while that depends on an attempt that is under way.
    pub(super) fn ready_at(&self, cost: u32) -> Option<Instant> {
        self.ready_without_pace_at(cost).map(|ready| ready.max(self.pace_ready_at(cost)))
    }

    /// Whether the pace is what a call of this cost waits for longest.
    pub(super) fn is_pace_last(&self, cost: u32) -> bool {
        self.ready_without_pace_at(cost).is_some_and(|ready| ready <= self.pace_ready_at(cost))
    }

    fn pace_ready_at(&self, cost: u32) -> Instant {
        let of_fleet = self.next_slot(cost);
        of_fleet.unwrap_or_else(|| self.state.pace.as_ref().map_or(self.now, Pace::ready_at))
    }

    pub(super) fn ready_without_pace_at(&self, cost: u32) -> Option<Instant> {
        if self.limits.in_flight.is_some_and(|slots| self.state.in_flight >= slots) {
            return None;
        }
        let (state, now) = (&*self.state, self.now);
        let requests = self.limits.requests.map(|quota| state.requests.ready_at(quota, 1, now));
        let tokens = self.limits.tokens.map(|quota| state.tokens.ready_at(quota, quota.clamp(cost), now));
        state.outage.ready_at(now).into_iter().chain(requests).chain(tokens).max()
    }

    /// Whether a call that comes now is not expected to go before `end`.
    pub(super) fn is_in_vain(&self, visit: Visit, end: Option<Instant>) -> bool {
        end.is_some_and(|end| self.expected_at(visit) >= end)
    }

    pub(super) fn expected_wait(&self, visit: Visit) -> Duration {
        self.expected_at(visit).saturating_duration_since(self.now)
    }

    /// The time at which a call that comes now is expected to go. Slots and probes are not known.
    fn expected_at(&self, visit: Visit) -> Instant {
        let (state, now) = (&*self.state, self.now);
        let ahead = state.line.ahead(visit.place);
        let of_fleet = self.expected_at_pace_of_fleet(ahead);
        let pace = of_fleet.or_else(|| state.pace.as_ref().map(|pace| pace.expected_at(ahead.calls)));
        let requests =
            self.limits.requests.map(|quota| state.requests.expected_at(quota, ahead.calls, 1, now));
        let tokens = self
            .limits
            .tokens
            .map(|quota| state.tokens.expected_at(quota, ahead.cost, quota.clamp(visit.cost), now));
        let outage = state.outage.ready_at(now);
        let fleet = self.expected_at_limits_of_fleet(ahead);
        [pace, requests, tokens, outage, fleet].into_iter().flatten().max().unwrap_or(now)
    }
}
