//! The lessons that the gate draws from the ends of attempts.

use core::time::Duration;
use std::time::Instant;

use super::gate::Gate;
use super::outage::Outage;
use super::pace::Pace;
use super::seconds::later;
use super::word::Pass;
use crate::verdict::{FailureClass, Verdict};

/// One bad node may send a transient failure with a hint. This number of them in a row counts as a refusal by the API.
const HINTS: u32 = 3;

impl Gate<'_> {
    /// An attempt succeeded.
    pub(super) fn succeeded(&mut self, pass: Pass) {
        self.answered(pass);
        self.tell_success();
        if let Some(pace) = &mut self.state.pace {
            pace.succeeded();
        }
        self.dropped(pass);
    }

    /// An attempt failed. `counter` counts successes.
    pub(super) fn failed(&mut self, pass: Pass, verdict: Verdict, counter: u32) {
        self.note_failure(verdict, counter);
        let class = verdict.class();
        match class {
            FailureClass::Transient | FailureClass::TimedOut | FailureClass::Overloaded => {
                self.no_answer(pass);
            }
            FailureClass::Throttled | FailureClass::Permanent(_) => self.answered(pass),
        }
        match (class, verdict.hint()) {
            (FailureClass::Throttled | FailureClass::Overloaded, hint) => self.refused(pass, hint, counter),
            (FailureClass::Transient, Some(hint)) => self.asked_to_wait(hint, counter),
            _ => self.state.hints = 0,
        }
        self.dropped(pass);
    }

    /// An attempt is over, however it ended.
    pub(super) fn dropped(&mut self, pass: Pass) {
        if pass.has_slot() {
            self.state.in_flight = self.state.in_flight.saturating_sub(1);
            self.state.slot_moved = Some(self.now);
        }
        if self.is_probe(pass) {
            self.state.outage.probe_dropped();
        }
    }

    /// Whether the attempt is a probe of the present outage, and not of an earlier one.
    fn is_probe(&self, pass: Pass) -> bool {
        pass.is_probe() && pass.is_of_row(self.state.word(&self.limits))
    }

    /// A stream broke after its first item, which was a success. It counts for an outage alone.
    #[allow(dead_code, reason = "only streams break")]
    pub(super) fn broke(&mut self, verdict: Verdict) {
        match verdict.class() {
            FailureClass::Transient | FailureClass::TimedOut | FailureClass::Overloaded => {
                self.no_answer(Pass::default());
            }
            FailureClass::Throttled | FailureClass::Permanent(_) => {}
        }
    }

    fn no_answer(&mut self, pass: Pass) {
        if !self.limits.holds_outages {
            return;
        }
        if !self.state.outage.is_row_begun() {
            self.state.row = self.state.row.wrapping_add(1);
        }
        let is_probe = self.is_probe(pass);
        self.state.outage.failed(is_probe, self.now);
    }

    /// An answer to an attempt that was sent before the row of failures began proves nothing.
    fn answered(&mut self, pass: Pass) {
        let is_later = pass.is_of_row(self.state.word(&self.limits));
        if is_later && self.state.outage.answered() {
            self.close(Pace::start(self.now));
        }
    }

    fn refused(&mut self, pass: Pass, hint: Option<Duration>, counter: u32) {
        self.state.hints = 0;
        if !self.state.share.refused(self.now, counter) {
            return;
        }
        let is_present = pass.is_of_epoch(self.state.word(&self.limits));
        self.tell_refusal(is_present);
        match &mut self.state.pace {
            None => self.close(match self.limits.requests {
                Some(quota) => Pace::below(quota.per_second(), self.now),
                None => Pace::start(self.now),
            }),
            Some(pace) if is_present => {
                pace.slow_down();
                self.state.epoch = self.state.epoch.wrapping_add(1);
            }
            // The attempt began before the pace fell, so it says nothing about the lower pace.
            Some(_) => {}
        }
        self.tell_lesson();
        self.hold(hint.unwrap_or_default());
    }

    /// A transient failure with a hint holds its own call. Several in a row hold all calls.
    fn asked_to_wait(&mut self, hint: Duration, counter: u32) {
        let is_in_a_row = self.state.hints_counter == counter;
        self.state.hints = if is_in_a_row { self.state.hints.saturating_add(1) } else { 1 };
        self.state.hints_counter = counter;
        if self.state.hints >= HINTS {
            self.hold(hint);
        }
    }

    /// Holds all calls for a hint, at most for `max_pause`. If everything is refused, no call is held, so that callers get the real
    /// error soon.
    fn hold(&mut self, hint: Duration) {
        if !self.state.pace.as_ref().is_some_and(Pace::is_hopeless) {
            let pause = hint.min(self.limits.max_pause);
            self.tell_pause(pause);
            self.pause_until(later(self.now, pause));
        }
    }

    /// Lets no call go before `until`. When the pause ends, the pace spreads the calls that have waited.
    pub(super) fn pause_until(&mut self, until: Instant) {
        if until <= self.now {
            return;
        }
        if self.state.pace.is_none() {
            self.close(Pace::start(self.now));
        }
        if let Some(pace) = &mut self.state.pace {
            pace.pause(until);
        }
    }

    pub(super) fn close(&mut self, pace: Pace) {
        self.tell_new_pace();
        self.state.pace = Some(pace);
        self.state.epoch = self.state.epoch.wrapping_add(1);
    }

    /// Forgets the pause, the pace, and the outage.
    pub(super) fn open(&mut self) {
        self.state.pace = None;
        self.state.outage = Outage::new();
    }
}
