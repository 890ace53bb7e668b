//! The gate's questions to the store, and the times at which its calls go.

use core::time::Duration;
use std::time::Instant;

use super::member::Asked;
use super::question::{Hold, Slow, Take};
use super::worker::PATIENCE;
use crate::upstream::gate::{Gate, Visit};
use crate::upstream::line::{Sum, Ticket};
use crate::upstream::seconds::{later, seconds};
use crate::upstream::settings::Limits;

/// How often calls make the gate look at the state of the fleet.
pub(super) const LOOK: Duration = Duration::from_secs(1);
/// Slots are asked for this time before the first call could use them.
const SOON: Duration = Duration::from_millis(500);
const TICK: Duration = Duration::from_millis(1);

impl Gate<'_> {
    /// At the end of each look: asks for what the calls need.
    pub(in crate::upstream) fn ask_store(&mut self) {
        if !self.state.fleet.is_shared() {
            return;
        }
        self.ask_to_hold();
        if self.has_clock {
            self.ask_for_slots();
            self.look_at_fleet();
        }
        self.wait_for_news();
    }

    fn ask_for_slots(&mut self) {
        let first_place = self.state.line.first().map_or(1, Ticket::place_number);
        let (waiting, first_cost) = (self.state.line.waiting(), self.state.line.first_cost().unwrap_or(0));
        let (now, pace) = (self.now, self.state.pace.as_ref());
        if waiting.calls == 0 || !self.may_go_soon(first_cost) {
            return;
        }
        let Some(member) = self.state.fleet.connected_mut() else { return };
        let may_ask = member.asked.is_none() && member.ask_again.is_none_or(|again| now >= again);
        if !member.needs_slots() || !may_ask {
            return;
        }
        let left = match member.leases.next(member.tokens(first_cost)) {
            Some(_) => u64::try_from(member.leases.left()).unwrap_or(u64::MAX),
            None => 0,
        };
        // One question for a quarter of a second, and the next before its slots are used up.
        let is_used_up = left <= u64::from(member.leases.latest_size() / 2);
        if left >= waiting.calls || !is_used_up {
            return;
        }
        let average = u32::try_from(waiting.cost.div_ceil(waiting.calls)).unwrap_or(u32::MAX);
        let cost = member.tokens(if left == 0 { average.max(first_cost) } else { average });
        let waiting = u32::try_from(waiting.calls - left).unwrap_or(u32::MAX);
        member.link.ask(Take { waiting, place: first_place, cost }, member.terms(pace));
        member.asked = Some(now);
        member.ask_again = None;
        member.looked = Some(now);
    }

    /// Whether the first call could soon use a slot of the pace. While it waits for a slot of `in_flight`, a pause of the user,
    /// or a probe of an outage, slots of the pace would be lost.
    fn may_go_soon(&self, cost: u32) -> bool {
        let soon = later(self.now, SOON);
        let is_paused = self.state.pace.as_ref().is_some_and(|pace| pace.is_paused_at(soon));
        !is_paused && self.ready_without_pace_at(cost).is_some_and(|ready| ready <= soon)
    }

    /// Asks the store for the state of the fleet. No call waits for the answer.
    fn look_at_fleet(&mut self) {
        let (now, pace) = (self.now, self.state.pace.as_ref());
        let Some(member) = self.state.fleet.0.as_deref_mut() else { return };
        let is_due = member.looked.is_none_or(|looked| now >= later(looked, LOOK));
        if is_due && member.asked.is_none() {
            member.looked = Some(now);
            member.link.ask(Take::default(), member.terms(pace));
        }
    }

    fn ask_to_hold(&mut self) {
        let waiting = u32::try_from(self.state.line.waiting().calls).unwrap_or(u32::MAX);
        let (used, now, pace) = (self.state.in_flight, self.now, self.state.pace.as_ref());
        let has_clock = self.has_clock;
        let Some(member) = self.state.fleet.connected_mut() else { return };
        if member.declared.in_flight.is_none() && member.number == 0 {
            return;
        }
        // If the limit was removed, attempts that hold a slot return it when they end.
        let all = member.declared.in_flight.unwrap_or(0);
        let wanted = used.saturating_add(waiting).min(all.max(used));
        let is_due = match member.asked_to_hold {
            // A waiting call asks again after the answer. Without one, only this question returns unneeded slots.
            Some(_) => waiting == 0 && wanted < member.wanted,
            None => member.is_to_hold(used, wanted, now),
        };
        if is_due {
            member.number = member.number.wrapping_add(1);
            let question = Hold { used, wanted, number: member.number };
            member.link.hold(question, member.terms(pace));
            if used < member.held || used == 0 {
                member.offered_at = Some(now);
            }
            (member.held, member.wanted) = (used, wanted);
            let asked = if has_clock { Asked::At(now) } else { Asked::Undated };
            (member.asked_to_hold, member.hold_again) = (Some(asked), None);
        }
        // A renewal takes none of the slots that may be used meanwhile.
        let renewed = Hold { used: member.held.max(used), wanted, number: member.number };
        member.link.note_held(renewed, member.terms(pace));
    }

    /// The user has changed the limits. Returns those that the gate keeps.
    pub(in crate::upstream) fn declare(&mut self, limits: Limits) -> Limits {
        let Some(member) = self.state.fleet.0.as_deref_mut() else { return limits };
        member.declared = limits;
        member.limits()
    }

    /// Has the first in the line woken.
    fn wait_for_news(&mut self) {
        let Some(member) = self.state.fleet.0.as_deref() else { return };
        if member.asked.is_none() && member.asked_to_hold.is_none() {
            return;
        }
        let Some(waker) = self.state.line.first_waker() else { return };
        match member.link.wake_by(waker.clone()) {
            Ok(earlier) => self.afterward.drop(earlier),
            Err(waker) => self.afterward.wake([waker]),
        }
    }

    pub(in crate::upstream) fn tell_success(&mut self) {
        if let Some(member) = self.state.fleet.connected() {
            member.link.note_success();
        }
    }

    /// Before the gate learns from a refusal. `is_present` says whether the attempt went at the present pace.
    pub(in crate::upstream) fn tell_refusal(&mut self, is_present: bool) {
        let pace = self.state.pace.as_ref();
        let Some(member) = self.state.fleet.connected_mut() else { return };
        if pace.is_none() || is_present {
            let epoch = if pace.is_some() { member.epoch } else { 0 };
            member.report(Slow { pause: Duration::ZERO, epoch }, pace);
            member.leases.clear();
        }
    }

    /// The gate begins a pace of its own: after a refusal, a pause of the user, or an outage.
    pub(in crate::upstream) fn tell_new_pace(&mut self) {
        let Some(member) = self.state.fleet.0.as_deref_mut() else { return };
        // After a refusal, the pace of the fleet is on its way. It may have ended otherwise.
        (member.has_learned, member.is_paced) = (false, member.has_reported);
    }

    /// The gate has learned from a refusal.
    pub(in crate::upstream) fn tell_lesson(&mut self) {
        if let Some(member) = self.state.fleet.0.as_deref_mut() {
            member.has_learned = true;
        }
    }

    pub(in crate::upstream) fn tell_pause(&mut self, pause: Duration) {
        let pace = self.state.pace.as_ref();
        let Some(member) = self.state.fleet.connected_mut() else { return };
        if !pause.is_zero() {
            member.report(Slow { pause, epoch: 0 }, pace);
        }
    }

    /// When the next slot of this process is, or when to look again. `None` if the gate needs none.
    pub(in crate::upstream) fn next_slot(&self, cost: u32) -> Option<Instant> {
        let member = self.state.fleet.connected()?;
        if !member.needs_slots() {
            return None;
        }
        // The pace of the fleet is in the slots; one of the gate alone is not.
        let ready_at = self.state.pace.as_ref().map_or(self.now, |pace| {
            if member.is_paced { later(self.now, pace.paused_for()) } else { pace.ready_at() }
        });
        if let Some(next) = member.leases.next(member.tokens(cost)) {
            return Some(next.max(ready_at));
        }
        let look = member.asked.map(|asked| later(asked, PATIENCE)).or(member.ask_again);
        let asks_at = ready_at.checked_sub(SOON).unwrap_or(self.now);
        Some(look.unwrap_or(self.now).max(asks_at).max(later(self.now, TICK)))
    }

    /// A call goes. Says whether it has used a slot of the fleet's pace, and no token of the gate's.
    pub(in crate::upstream) fn take_slot(&mut self, visit: Visit) -> bool {
        let now = self.now;
        let Some(member) = self.state.fleet.connected_mut() else { return false };
        if member.needs_slots() {
            let tokens = member.tokens(visit.cost);
            member.leases.take(tokens);
        }
        let (is_paced, parts) = (member.is_paced, member.parts());
        // The process may go alone at any time, without a burst of calls.
        if let Some(quota) = parts.requests {
            self.state.requests.note(quota, 1, now);
        }
        if let Some(quota) = parts.tokens {
            self.state.tokens.note(quota, quota.clamp(visit.cost), now);
        }
        is_paced
    }

    /// When the first in the line has to look again for a slot of `in_flight`.
    pub(in crate::upstream) fn store_look(&self) -> Option<Instant> {
        let member = self.state.fleet.connected()?;
        member.asked_to_hold.map(|asked| asked.end_of_patience(self.now)).or(member.hold_again)
    }

    /// The part that this process has of the rate that the fleet declares.
    pub(in crate::upstream) fn declared_rate_of_fleet(&self) -> Option<f64> {
        self.state.fleet.connected()?.declared_rate()
    }

    /// When a call is expected to go that has so much before it in this process, at the pace of the fleet.
    pub(in crate::upstream) fn expected_at_pace_of_fleet(&self, ahead: Sum) -> Option<Instant> {
        let is_paced = self.state.fleet.connected().is_some_and(|member| member.is_paced);
        let pace = self.state.pace.as_ref().filter(|_| is_paced)?;
        Some(pace.expected_of_fleet_at(ahead.calls))
    }

    /// As far as declared limits of the fleet say.
    pub(in crate::upstream) fn expected_at_limits_of_fleet(&self, ahead: Sum) -> Option<Instant> {
        let member = self.state.fleet.connected()?;
        let part = member.part();
        let limits = member.declared;
        let requests = limits.requests.map(|quota| quota.whole().time_of(ahead.calls));
        let tokens = limits.tokens.map(|quota| quota.whole().time_of(ahead.cost));
        let wait = requests.into_iter().chain(tokens).max()?;
        Some(later(self.now, seconds(wait.as_secs_f64() / part)))
    }
}
