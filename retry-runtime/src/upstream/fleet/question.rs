//! A question of the gate to the store, and the answer.

use core::time::Duration;
use std::time::Instant;
use std::vec::Vec;

use super::answer::Report;
use super::script::Script;

/// The lease of a slot of `in_flight`, which its process renews three times as often.
pub(super) const LEASE: Duration = Duration::from_secs(60);

/// The content of each question about the pace.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Terms {
    pub(super) max_pause: Duration,
    pub(super) requests_per_minute: u32,
    pub(super) tokens_per_minute: u32,
    pub(super) in_flight: u32,
    pub(super) known: Option<Known>,
}

/// The pace that this process knows, for a store that has forgotten it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Known {
    /// The rate of the fleet in slow start.
    InSlowStart(f64),
    OfFleet(f64),
    /// The rate that this process has found alone, while the fleet had none.
    OfProcess(f64),
}

/// Refusals since the last report.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Slow {
    /// The longest.
    pub(super) pause: Duration,
    /// 0 if only the pause counts.
    pub(super) epoch: i64,
}

/// A question for slots; for none, it only asks for the state of the pace.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Take {
    pub(super) waiting: u32,
    /// Of the first in the line, from 1.
    pub(super) place: u8,
    pub(super) cost: u32,
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Hold {
    pub(super) used: u32,
    pub(super) wanted: u32,
    /// Counts the questions of the gate.
    pub(super) number: u32,
}

/// One round trip.
#[derive(Debug)]
pub(super) struct Trip {
    pub(super) question: Question,
    pub(super) terms: Terms,
    pub(super) arguments: Vec<i64>,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Question {
    Slow,
    Take(Take),
    Hold(Hold),
}

/// An answer for the gate.
#[derive(Debug)]
pub(super) enum News {
    /// `at` is when the report came.
    Report { report: Report, question: Question, at: Instant },
    /// The slots of `in_flight`, and the number of the question.
    Held { slots: u32, number: u32 },
    /// The store was silent.
    Silent,
}

impl Question {
    pub(super) const fn script(self) -> &'static Script {
        match self {
            Self::Slow => &Script::SLOW,
            Self::Take(_) => &Script::TAKE,
            Self::Hold(_) => &Script::HOLD,
        }
    }

    pub(super) const fn is_about_slots(self) -> bool {
        matches!(self, Self::Hold(_))
    }
}

impl Terms {
    pub(super) fn arguments(self, has_succeeded: bool) -> Vec<i64> {
        let (known, rate) = match self.known {
            None => (0, 0.0),
            Some(Known::InSlowStart(rate)) => (1, rate),
            Some(Known::OfFleet(rate)) => (2, rate),
            Some(Known::OfProcess(rate)) => (3, rate),
        };
        #[expect(clippy::cast_possible_truncation, reason = "a rate is at most a million per second")]
        let rate = (rate * 1e6) as i64;
        [
            micros(self.max_pause),
            self.requests_per_minute.into(),
            self.tokens_per_minute.into(),
            has_succeeded.into(),
            known,
            rate,
        ]
        .into()
    }
}

impl Slow {
    pub(super) fn arguments(self) -> Vec<i64> {
        [micros(self.pause), self.epoch].into()
    }
}

impl Take {
    pub(super) fn arguments(self) -> Vec<i64> {
        [self.waiting.into(), self.place.max(1).into(), self.cost.into()].into()
    }
}

impl Hold {
    pub(super) fn arguments(self, process: i64, slots: u32, lease: Duration) -> Vec<i64> {
        [process, slots.into(), self.used.into(), self.wanted.into(), micros(lease)].into()
    }
}

fn micros(duration: Duration) -> i64 {
    // Lua counts exactly to 2^53; an hour is more than any pause here.
    i64::try_from(duration.min(Duration::from_secs(3600)).as_micros()).unwrap_or(i64::MAX)
}
