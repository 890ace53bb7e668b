use core::time::Duration;
use std::sync::Arc;
use std::time::Instant;

use super::lease::Leases;
use super::link::Link;
use super::part::Part;
use super::question::{Known, Slow, Terms};
use super::worker::PATIENCE;
use crate::upstream::declared::Quota;
use crate::upstream::pace::Pace;
use crate::upstream::seconds::later;
use crate::upstream::settings::Limits;

/// How often a process whose calls take its slots of `in_flight` one after the other offers a free one to others, which may wait.
const OFFER: Duration = Duration::from_secs(1);

/// The latest word of the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Contact {
    /// The store has not answered yet, so the fleet may have a pace. The first calls wait for the answer.
    New,
    Heard,
    /// It is silent, and the gate decides alone.
    Silent,
}

/// When a question was asked.
#[derive(Clone, Copy, Debug)]
pub(super) enum Asked {
    At(Instant),
    /// By an attempt that was dropped, which has no clock. The next look dates the question.
    Undated,
}

impl Asked {
    pub(super) fn end_of_patience(self, now: Instant) -> Instant {
        match self {
            Self::At(asked) => later(asked, PATIENCE),
            Self::Undated => later(now, PATIENCE),
        }
    }
}

/// The state of this process among those that share an upstream. It is under the lock of the gate.
#[derive(Debug)]
pub(super) struct Member {
    pub(super) link: Arc<Link>,
    /// The limits that the user declares, for the whole fleet.
    pub(super) declared: Limits,
    pub(super) contact: Contact,
    pub(super) leases: Leases,
    pub(super) part: Part,
    /// The part of the fleet's pace that the gate has.
    pub(super) mirrored_part: f64,
    /// Whether the fleet has a pace. The gate may have its own, such as the pace after an outage.
    pub(super) is_paced: bool,
    /// Whether the gate has learned its pace from refusals. Otherwise the pace does not concern the fleet.
    pub(super) has_learned: bool,
    /// The epoch of that pace, or 0.
    pub(super) epoch: i64,
    /// Whether a refusal is on its way to the store.
    pub(super) has_reported: bool,
    pub(super) looked: Option<Instant>,
    /// The question that calls wait for.
    pub(super) asked: Option<Instant>,
    pub(super) ask_again: Option<Instant>,
    /// The slots of `in_flight` that surely belong to this process. While a question is on its way, these are those that
    /// are in use.
    pub(super) held: u32,
    /// The slots of the latest answer. `None` before the first answer.
    pub(super) answered: Option<u32>,
    pub(super) wanted: u32,
    /// The number of the latest question for slots.
    pub(super) number: u32,
    pub(super) asked_to_hold: Option<Asked>,
    pub(super) hold_again: Option<Instant>,
    /// When this process last asked for slots of `in_flight` while one of its own was free, or it had none.
    pub(super) offered_at: Option<Instant>,
}

impl Member {
    pub(super) fn new(link: Arc<Link>, declared: Limits) -> Self {
        Self {
            link,
            declared,
            contact: Contact::New,
            leases: Leases::default(),
            part: Part::default(),
            mirrored_part: 1.0,
            is_paced: false,
            has_learned: false,
            epoch: 0,
            has_reported: false,
            looked: None,
            asked: None,
            ask_again: None,
            held: 0,
            answered: None,
            wanted: 0,
            number: 0,
            asked_to_hold: None,
            hold_again: None,
            offered_at: None,
        }
    }

    /// Whether the store is silent, and the gate decides alone.
    pub(super) fn is_alone(&self) -> bool {
        self.contact == Contact::Silent
    }

    /// Whether requests or tokens are limited.
    pub(super) fn shares_limits(&self) -> bool {
        self.declared.requests.is_some() || self.declared.tokens.is_some()
    }

    /// Whether calls need slots of the store.
    pub(super) fn needs_slots(&self) -> bool {
        self.is_paced || self.needs_slots_without_pace()
    }

    pub(super) fn needs_slots_without_pace(&self) -> bool {
        self.contact == Contact::New || self.shares_limits()
    }

    /// The part that this process takes of what the fleet may do: as counted, or else as declared.
    pub(super) fn part(&self) -> f64 {
        self.part.get().unwrap_or_else(|| f64::from(self.declared.processes).recip())
    }

    /// The part that this process has of the declared rate of the fleet.
    pub(super) fn declared_rate(&self) -> Option<f64> {
        let quota = self.declared.requests?;
        Some(quota.whole().per_second() * self.part())
    }

    /// A refusal is on its way to the store. Its answer is the pace of the fleet.
    pub(super) fn report(&mut self, slow: Slow, pace: Option<&Pace>) {
        self.link.report(slow, self.terms(pace));
        (self.has_reported, self.is_paced) = (true, true);
    }

    /// The limits that the gate of this process keeps. The store keeps the others.
    pub(super) fn limits(&self) -> Limits {
        let declared = self.declared;
        if self.is_alone() {
            let in_flight = declared.in_flight.map(|all| self.answered.map_or(all, |held| held.max(1)));
            return Limits { in_flight, ..self.parts() };
        }
        let in_flight = declared.in_flight.map(|_| self.held);
        Limits { requests: None, tokens: None, in_flight, ..declared }
    }

    /// The limits with the parts that this process has of them.
    pub(super) fn parts(&self) -> Limits {
        let part = |quota: Quota| quota.part(self.part());
        let Limits { requests, tokens, .. } = self.declared;
        Limits { requests: requests.map(part), tokens: tokens.map(part), ..self.declared }
    }

    /// The cost of a call in tokens, if they are limited.
    pub(super) fn tokens(&self, cost: u32) -> u32 {
        self.declared.tokens.map_or(0, |quota| quota.whole().clamp(cost))
    }

    pub(super) fn terms(&self, pace: Option<&Pace>) -> Terms {
        let per_minute = |quota: Option<Quota>| quota.map_or(0, Quota::per_minute);
        let declared = self.declared;
        Terms {
            max_pause: declared.max_pause,
            requests_per_minute: per_minute(declared.requests),
            tokens_per_minute: per_minute(declared.tokens),
            in_flight: declared.in_flight.unwrap_or(0),
            known: pace.filter(|pace| pace.is_fresh()).and_then(|pace| self.known(pace)),
        }
    }

    fn known(&self, pace: &Pace) -> Option<Known> {
        let is_own = self.is_alone() && !self.is_paced && self.has_learned;
        // A pace that begins here is not known to be that of the fleet: a report of it is on its way.
        if !is_own && (self.has_reported || !self.is_paced) {
            return None;
        }
        // A process that went alone from its part of the pace knows the whole. Others may have nothing left to do, so that the
        // sum of the parts is too low. The bounds of the rate are those of one process.
        let rate = if is_own { pace.rate() } else { pace.rate_without_bounds() / self.mirrored_part };
        Some(match pace.is_in_slow_start() {
            true => Known::InSlowStart(rate),
            false if is_own => Known::OfProcess(rate),
            false => Known::OfFleet(rate),
        })
    }

    /// The first look with a clock after a question that was asked without one.
    pub(super) fn date_question(&mut self, now: Instant) {
        if let Some(asked @ Asked::Undated) = &mut self.asked_to_hold {
            *asked = Asked::At(now);
        }
    }

    /// Whether a question that calls wait for has no answer in time.
    pub(super) fn is_late(&self, now: Instant) -> bool {
        let asked = self.asked.map(Asked::At);
        asked.into_iter().chain(self.asked_to_hold).any(|asked| now >= asked.end_of_patience(now))
    }

    /// Whether a question for slots of `in_flight` is due. No other one is on its way.
    pub(super) fn is_to_hold(&self, used: u32, wanted: u32, now: Instant) -> bool {
        if used < self.held {
            // Only its calls could take a free slot, unless it is offered to others.
            return wanted < self.held || self.offered_at.is_none_or(|at| now >= later(at, OFFER));
        }
        wanted != self.held && self.hold_again.is_none_or(|again| now >= again)
    }

    /// The store is silent.
    pub(super) fn be_alone(&mut self) {
        self.contact = Contact::Silent;
        self.leases.clear();
        self.has_reported = false;
        (self.asked, self.ask_again) = (None, None);
        (self.asked_to_hold, self.hold_again) = (None, None);
    }
}

impl Drop for Member {
    fn drop(&mut self) {
        self.link.close();
    }
}
