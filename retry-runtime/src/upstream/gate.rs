//! The gate decides which call goes next. It is open, paced, or paused. While it is not open, calls wait in its line.

use core::time::Duration;
use std::task::Waker;
use std::time::Instant;

use super::afterward::Afterward;
use super::line::{Place, Ticket};
use super::pace::Pace;
use super::seconds::later;
use super::settings::Limits;
use super::state::State;
use super::word::{Pass, Word};
use crate::telemetry::gate::IS_COUNTED;

/// A turn that is not used for this time goes to the next call that asks: the first in the line may be a future that is not
/// polled.
const UNUSED: Duration = Duration::from_secs(1);
/// The other calls look for an unused turn: each call once in this time, and all calls together at most [`LOOKS_PER_SECOND`]
/// times per second.
const LOOK: Duration = Duration::from_secs(1);
const LOOKS_PER_SECOND: u32 = 32;
const SLOWEST_LOOK: Duration = Duration::from_secs(30);
/// The largest age of the gauges of a line whose calls sleep through a pause.
const SHOWN: Duration = Duration::from_secs(10);

/// The state while its lock is held, at one moment.
#[derive(Debug)]
pub(super) struct Gate<'a> {
    pub(super) state: &'a mut State,
    pub(super) limits: Limits,
    pub(super) now: Instant,
    /// Whether `now` is the time of this look, and not of an earlier one.
    #[allow(dead_code, reason = "only a member of a fleet asks")]
    pub(super) has_clock: bool,
    pub(super) afterward: &'a mut Afterward,
}

/// A call that asks for a turn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Visit {
    pub(super) place: Place,
    pub(super) cost: u32,
}

/// The time at which a call in the line looks for its turn again, unless it is woken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// After this time.
    pub after: Duration,
    /// Whether time alone keeps the call. Otherwise other calls do.
    pub is_timed: bool,
}

impl<'a> Gate<'a> {
    pub(super) fn at(
        state: &'a mut State,
        limits: Limits,
        now: Instant,
        has_clock: bool,
        afterward: &'a mut Afterward,
    ) -> Self {
        let now = state.latest.map_or(now, |latest| latest.max(now));
        state.latest = Some(now);
        let mut gate = Self { state, limits, now, has_clock, afterward };
        gate.advance();
        gate
    }

    fn advance(&mut self) {
        self.hear_store();
        let Some(pace) = &mut self.state.pace else { return };
        pace.set_limit(self.limits.rate());
        let pause = pace.paused_for();
        pace.advance(self.now, self.state.is_pace_awaited);
        let passed = pause.saturating_sub(pace.paused_for());
        if pace.is_idle() {
            self.state.pace = None;
        }
        self.note_pause(passed);
    }

    /// A turn for a call that finds the line empty and need not wait.
    pub(super) fn enter(&mut self, visit: Visit) -> Option<Pass> {
        self.note_cost(visit);
        let is_turn = self.is_open() || self.state.line.is_free() && self.is_ready(visit.cost);
        is_turn.then(|| self.take(visit))
    }

    pub(super) fn join(&mut self, visit: Visit) -> Ticket {
        self.state.line.join(visit.place, visit.cost, self.now)
    }

    /// A call in the line asks for its turn, and leaves its waker.
    pub(super) fn ask(&mut self, visit: Visit, ticket: Ticket, waker: Waker) -> Option<Pass> {
        let earlier = self.state.line.stay(ticket, waker);
        self.afterward.drop(earlier);
        let is_first = self.state.line.first() == Some(ticket);
        if self.is_open() || is_first && self.is_ready(visit.cost) {
            self.leave(ticket);
            return Some(self.take(visit));
        }
        let is_unused = self.state.unused_since.is_some_and(|since| self.now >= later(since, UNUSED));
        if is_unused && self.is_ready(visit.cost) {
            let passed = self.state.line.pass(ticket);
            self.afterward.wake(passed);
            self.leave(ticket);
            return Some(self.take(visit));
        }
        self.ask_store();
        None
    }

    /// A call leaves the line, with a turn or without. The next in the line sets its own timer.
    pub(super) fn leave(&mut self, ticket: Ticket) {
        let was_first = self.state.line.first() == Some(ticket);
        let waker = self.state.line.leave(ticket);
        self.afterward.drop(waker);
        if was_first {
            self.state.unused_since = None;
            self.wake_first();
        }
    }

    pub(super) fn wake_first(&mut self) {
        let first = self.state.line.take_first_waker();
        self.afterward.wake(first);
    }

    fn take(&mut self, visit: Visit) -> Pass {
        let is_leased = self.take_slot(visit);
        let state = &mut *self.state;
        state.line.note_turn(visit.place);
        if let Some(pace) = state.pace.as_mut().filter(|_| !is_leased) {
            pace.take();
        }
        if let Some(quota) = self.limits.requests {
            state.requests.take(quota, 1, self.now);
        }
        if let Some(quota) = self.limits.tokens {
            state.tokens.take(quota, quota.clamp(visit.cost), self.now);
        }
        let has_slot = self.limits.in_flight.is_some();
        if has_slot {
            state.in_flight += 1;
            state.slot_moved = Some(self.now);
        }
        let is_probe = state.outage.take();
        state.word(&self.limits).pass(has_slot, is_probe)
    }

    /// After each look: notes why the first in the line waits, and wakes the calls that can go now.
    pub(super) fn settle(&mut self) -> Word {
        if self.state.line.is_free() {
            self.state.is_pace_awaited = false;
            self.state.unused_since = None;
        } else {
            self.settle_line();
        }
        self.ask_store();
        self.note_changes();
        self.state.word(&self.limits)
    }

    fn settle_line(&mut self) {
        if self.is_open() {
            let all = self.state.line.take_all_wakers();
            self.afterward.wake(all);
        }
        let first_cost = self.state.line.first_cost();
        self.state.is_pace_awaited = first_cost.is_some_and(|cost| self.is_pace_last(cost));
        if first_cost.is_some_and(|cost| self.is_ready(cost)) {
            self.state.unused_since.get_or_insert(self.now);
            self.wake_first();
        } else {
            self.state.unused_since = None;
        }
    }

    /// The time at which a call in the line looks again. `end` is the end of its patience.
    pub(super) fn next_look(&self, visit: Visit, ticket: Ticket, end: Option<Instant>) -> Look {
        let look = self.next_look_without_end(visit, ticket);
        let patience = end.map(|end| end.saturating_duration_since(self.now));
        Look { after: patience.map_or(look.after, |patience| look.after.min(patience)), ..look }
    }

    fn next_look_without_end(&self, visit: Visit, ticket: Ticket) -> Look {
        let pause = self.state.pace.as_ref().map_or(Duration::ZERO, Pace::paused_for);
        let is_first = self.state.line.first() == Some(ticket);
        if IS_COUNTED && is_first && pause >= SHOWN {
            return Look { after: SHOWN, is_timed: true };
        }
        let (until, is_timed) = match (self.ready_at(visit.cost), self.state.unused_since) {
            (Some(ready), _) if is_first => (ready, true),
            (_, Some(since)) => (later(since, UNUSED), false),
            _ => match self.store_look().filter(|_| is_first) {
                Some(look) => (look, true),
                None => return Look { after: pause.saturating_add(self.look(ticket)), is_timed: false },
            },
        };
        // The pace grows with each look.
        let after = until.saturating_duration_since(self.now).min(pause.saturating_add(LOOK));
        Look { after, is_timed }
    }

    /// Spread by the number of the ticket, so that those who came at once do not look at once.
    fn look(&self, ticket: Ticket) -> Duration {
        let waiting = u64::try_from(self.state.line.len()).unwrap_or(u64::MAX).max(1);
        let turn = u32::try_from(ticket.number() % waiting).unwrap_or(u32::MAX);
        (LOOK + LOOK * turn / LOOKS_PER_SECOND).min(SLOWEST_LOOK)
    }

    /// Declared limits change. What was used under the old ones stays used.
    pub(super) fn change_limits(&mut self, limits: Limits) {
        self.state.limits = Some(limits);
        let limits = self.declare(limits);
        let earlier = core::mem::replace(&mut self.limits, limits);
        if let (Some(from), Some(to)) = (earlier.requests, limits.requests) {
            self.state.requests.change(from, to, self.now);
        }
        if let (Some(from), Some(to)) = (earlier.tokens, limits.tokens) {
            self.state.tokens.change(from, to, self.now);
        }
        if let Some(pace) = &mut self.state.pace {
            pace.set_limit(limits.rate());
        }
        self.wake_first();
    }

    /// The time for which calls have waited for a slot while none was taken or freed. Zero if a slot is free.
    pub(super) fn stuck_for(&self) -> Duration {
        let has_no_slot = self.limits.in_flight.is_some_and(|slots| self.state.in_flight >= slots);
        let waiting_since = self.state.line.oldest().filter(|_| has_no_slot);
        let since = waiting_since.map(|since| self.state.slot_moved.map_or(since, |moved| moved.max(since)));
        since.map(|since| self.now.saturating_duration_since(since)).unwrap_or_default()
    }

    pub(super) fn is_past(&self, end: Option<Instant>) -> bool {
        end.is_some_and(|end| self.now >= end)
    }

    pub(super) fn is_open(&self) -> bool {
        self.state.is_open(&self.limits)
    }

    fn is_ready(&self, cost: u32) -> bool {
        self.ready_at(cost).is_some_and(|ready| ready <= self.now)
    }
}
