//! The store's answers, as the gate applies them.

use core::time::Duration;
use std::time::Instant;

use super::answer::{FleetPace, Report};
use super::gate::LOOK;
use super::member::Contact;
use super::question::{News, Question, Take};
use crate::random::draw;
use crate::upstream::gate::Gate;
use crate::upstream::pace::Pace;
use crate::upstream::seconds::later;

/// How often a process that waits for slots of `in_flight` asks.
const HOLD_AGAIN: Duration = Duration::from_millis(200);
/// Processes that would ask again at the same time are spread over this time.
const SPREAD: Duration = Duration::from_millis(100);

impl Gate<'_> {
    /// Runs at the start of each look.
    pub(in crate::upstream) fn hear_store(&mut self) {
        if !self.state.fleet.is_shared() {
            return;
        }
        self.limits = self.declare(self.limits);
        // An answer tells times from now, which a look without a clock does not know.
        if !self.has_clock {
            return;
        }
        let Some(member) = self.state.fleet.0.as_deref() else { return };
        if member.link.has_news() {
            for news in member.link.read() {
                self.hear(&news);
            }
        }
        let now = self.now;
        let Some(member) = self.state.fleet.0.as_deref_mut() else { return };
        member.date_question(now);
        if member.is_late(now) {
            member.be_alone();
        }
        member.leases.advance(now);
        self.limits = member.limits();
    }

    fn hear(&mut self, news: &News) {
        let Some(member) = self.state.fleet.0.as_deref_mut() else { return };
        match *news {
            News::Silent => member.be_alone(),
            // An answer to an earlier question: what it gives may have been given back since.
            News::Held { number, .. } if number != member.number => {}
            News::Held { slots, .. } => {
                if member.is_alone() {
                    member.contact = Contact::Heard;
                }
                (member.held, member.answered) = (slots, Some(slots));
                member.asked_to_hold = None;
                member.hold_again = (slots < member.wanted).then(|| later(self.now, HOLD_AGAIN));
            }
            News::Report { report, question, at } => {
                member.contact = Contact::Heard;
                if matches!(question, Question::Slow) {
                    member.has_reported = false;
                }
                let came = self.now.checked_sub(at.elapsed()).unwrap_or(self.now);
                let is_take = matches!(question, Question::Take(_));
                if is_take {
                    member.part.note(report.slots.into(), report.all, self.now);
                }
                self.hear_pace(report.pace, came);
                if let Question::Take(take) = question {
                    self.hear_slots(report, take, came);
                }
            }
        }
    }

    fn hear_slots(&mut self, report: Report, take: Take, came: Instant) {
        let Some(member) = self.state.fleet.0.as_deref_mut() else { return };
        let first = later(came, report.wait);
        // Until the store has heard of a refusal, its slots are of the earlier pace.
        if !member.has_reported {
            member.leases.add(first, report.step, report.slots, take.cost);
        }
        if take.waiting > 0 {
            member.asked = None;
            let is_denied = report.slots == 0;
            // The pace grows meanwhile, and the store has to know that somebody waits.
            member.ask_again = is_denied.then(|| later(first.min(later(came, LOOK)), spread()));
        }
    }

    fn hear_pace(&mut self, pace: Option<FleetPace>, came: Instant) {
        let Some(member) = self.state.fleet.0.as_deref_mut() else { return };
        let Some(pace) = pace else {
            // The store does not know yet what was refused here.
            if !member.has_reported {
                member.epoch = 0;
                let was_paced = core::mem::take(&mut member.is_paced);
                // The user may have paused this process.
                let is_paused = self.state.pace.as_ref().is_some_and(|pace| pace.is_paused_at(self.now));
                if was_paced && !is_paused {
                    self.state.pace = None;
                }
            }
            return;
        };
        member.is_paced = true;
        if member.epoch != pace.epoch {
            member.epoch = pace.epoch;
            // The slots belong to the earlier pace.
            member.leases.clear();
            self.state.epoch = self.state.epoch.wrapping_add(1);
        }
        member.mirrored_part = member.part();
        let mirrored = Pace::of_fleet(pace.mirror, member.mirrored_part, came, self.state.pace.as_ref());
        self.state.pace = Some(mirrored);
    }
}

fn spread() -> Duration {
    let nanos = u64::try_from(SPREAD.as_nanos()).unwrap_or(u64::MAX);
    Duration::from_nanos(draw() % nanos)
}
