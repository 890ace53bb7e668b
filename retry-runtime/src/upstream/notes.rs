//! The changes of the gate that traces and metrics report. They are noted under the lock and reported after it.

use core::mem;
use core::time::Duration;
use std::time::Instant;

use super::gate::{Gate, Visit};
use super::line::Ticket;
use super::pace::Pace;
use super::seconds::later;
use super::told::Episode;
use crate::telemetry::gate::{Figures, IS_COUNTED, IS_HEARD, Note};
use crate::verdict::{FailureClass, PermanentReason, Verdict};

/// If no slot was freed for this time while calls wait for one, a trace warns.
const STUCK: Duration = Duration::from_secs(30);
/// The shortest time between two reports of a spent quota.
const AGAIN: Duration = Duration::from_secs(60);

impl Gate<'_> {
    /// After each look.
    pub(super) fn note_changes(&mut self) {
        if IS_HEARD {
            self.note_episode();
            self.note_hopeless();
            self.note_stuck();
        }
        if IS_COUNTED {
            self.note_pause_end();
            self.note_figures();
        }
    }

    /// Notes each trouble once, until the gate is open again.
    fn note_episode(&mut self) {
        let rate = self.state.pace.as_ref().map(Pace::rate);
        let (pause, is_held) = (self.pause(), self.state.outage.is_held());
        if rate.is_none() && !is_held {
            if mem::take(&mut self.state.told.episode) != Episode::default() {
                self.afterward.tell(Note::Opened);
            }
            return;
        }
        let told = &mut self.state.told.episode;
        if is_held && !mem::replace(&mut told.is_held, true) {
            self.afterward.tell(Note::Held);
        }
        if !pause.is_zero() && !mem::replace(&mut told.is_paused, true) {
            self.afterward.tell(Note::Paused(pause));
        }
        if let Some(rate) = rate {
            if !mem::replace(&mut told.is_slowed, true) {
                self.afterward.tell(Note::Slowed(rate));
            }
        }
    }

    fn note_hopeless(&mut self) {
        let is_hopeless = self.state.pace.as_ref().is_some_and(Pace::is_hopeless);
        if !mem::replace(&mut self.state.told.is_hopeless, is_hopeless) && is_hopeless {
            self.afterward
                .tell(Note::Hopeless { waiting: self.state.line.len(), oldest: self.oldest_wait() });
        }
    }

    /// Notes once that no slot was freed for this long: calls that hold the slots may wait for each other.
    fn note_stuck(&mut self) {
        let stuck = self.stuck_for();
        let is_stuck = stuck >= STUCK;
        if !mem::replace(&mut self.state.told.is_stuck, is_stuck) && is_stuck {
            self.afterward.tell(Note::Stuck { waiting: self.state.line.len(), stuck });
        }
    }

    fn note_pause_end(&mut self) {
        let pause = self.pause();
        let end = (!pause.is_zero()).then(|| later(self.now, pause));
        let earlier = mem::replace(&mut self.state.told.pause_end, end);
        let is_lifted = end.is_none() && earlier.is_some_and(|earlier| earlier >= self.now);
        if is_lifted || end.is_some() && end != earlier {
            self.afterward.tell(Note::PauseEnds(pause));
        }
    }

    fn note_figures(&mut self) {
        let figures = Figures {
            rate: self.rate().unwrap_or(f64::INFINITY),
            waiting: self.state.line.len(),
            oldest: self.oldest_wait(),
            in_flight: self.state.in_flight,
        };
        let earlier = self.state.told.figures.replace(figures);
        if earlier != Some(figures) {
            self.afterward.tell(Note::Figures { earlier, figures });
        }
    }

    fn pause(&self) -> Duration {
        self.state.pace.as_ref().map(Pace::paused_for).unwrap_or_default()
    }

    /// The time for which the oldest call in the line has waited. Zero if no call waits.
    pub(super) fn oldest_wait(&self) -> Duration {
        let oldest = self.state.line.oldest();
        oldest.map(|since| self.now.saturating_duration_since(since)).unwrap_or_default()
    }

    /// Counts the part of a pause that has passed.
    pub(super) fn note_pause(&mut self, passed: Duration) {
        if IS_COUNTED {
            let in_all = self.state.told.paused + passed;
            self.state.told.paused = Duration::from_nanos(in_all.subsec_nanos().into());
            if in_all.as_secs() != 0 {
                self.afterward.tell(Note::PausedSeconds(in_all.as_secs()));
            }
        }
    }

    /// Notes a call that joins the line now, if it has to wait.
    pub(super) fn joining(&self, visit: Visit) -> Option<Note> {
        IS_HEARD.then(|| {
            let place = self.state.line.ahead(visit.place).calls + 1;
            Note::Joined { place, wait: self.expected_wait(visit) }
        })
    }

    /// The call has to wait.
    pub(super) fn note_joining(&mut self, joining: Option<Note>) {
        if let Some(note) = joining {
            self.afterward.tell(note);
        }
    }

    /// The time at which a call that is about to leave the line joined it.
    pub(super) fn since(&self, ticket: Ticket) -> Option<Instant> {
        if IS_COUNTED { self.state.line.since(ticket) } else { None }
    }

    /// A call that has joined the line at this time leaves it.
    pub(super) fn note_wait(&mut self, since: Option<Instant>) {
        if let Some(since) = since {
            self.afterward.tell(Note::Waited(self.now.saturating_duration_since(since)));
        }
    }

    /// An attempt failed. A spent quota is reported, because the next callers will meet it as well.
    pub(super) fn note_failure(&mut self, verdict: Verdict, counter: u32) {
        if !IS_HEARD {
            return;
        }
        let class = verdict.class();
        match class {
            FailureClass::Throttled | FailureClass::Overloaded => self.afterward.tell(Note::Refused(class)),
            FailureClass::Permanent(PermanentReason::Quota) => {
                self.afterward.tell(Note::Refused(class));
                self.note_quota(counter);
            }
            _ => {}
        }
    }

    /// Notes it once, and again after calls have succeeded in the meantime.
    fn note_quota(&mut self, counter: u32) {
        let is_news = self.state.told.quota.is_none_or(|(at, successes)| {
            successes != counter && self.now.saturating_duration_since(at) >= AGAIN
        });
        if is_news {
            self.state.told.quota = Some((self.now, counter));
            self.afterward.tell(Note::QuotaSpent);
        }
    }

    /// A call whose cost counts as the limit, because it would never go otherwise.
    pub(super) fn note_cost(&mut self, visit: Visit) {
        if !IS_HEARD || self.state.told.is_clamped {
            return;
        }
        let limit = self.limits.tokens.map_or(visit.cost, |quota| quota.clamp(visit.cost));
        if limit < visit.cost {
            self.state.told.is_clamped = true;
            self.afterward.tell(Note::Clamped { cost: visit.cost, limit });
        }
    }
}
