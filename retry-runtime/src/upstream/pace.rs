//! The pace that all calls to one API share. Numbers go in and come out: there is no clock here, and no lock.
//!
//! The pace is learned from refusals, as TCP learns a rate from lost packets. It starts at one call per second, and grows along
//! a [`Curve`] while calls wait. A refusal lowers it.

use core::f64::consts::LN_2;
use core::time::Duration;
use std::time::Instant;

use super::curve::{Curve, RETURN, SLOWEST};
use super::seconds::{later, seconds};

/// The first rate of slow start, in calls per second.
const FIRST: f64 = 1.0;
/// The longest time that one look at the clock counts as growth: a process that was frozen has learned nothing.
const MAX_STEP: f64 = 2.0;
/// A pace is no longer needed if no call has waited for it in this time.
const IDLE: f64 = 60.0;
/// This many refusals without a success between them are fruitless.
const FRUITLESS: u32 = 5;
/// After this time without a success, fruitless refusals are hopeless.
const HOPELESS: Duration = Duration::from_secs(60);
/// Callers then get the real error at this rate.
const HOPELESS_RATE: f64 = 1.0;
/// The resolution of a timer. Later slots make up for its delay, because a fast pace would not be reached otherwise.
const RESOLUTION: f64 = 0.001;

#[derive(Debug)]
pub(super) struct Pace {
    /// Everything below holds for this time.
    at: Instant,
    /// No call goes before this time.
    until: Instant,
    /// The number of calls that may go now: at most one.
    tokens: f64,
    /// The tokens that were lost because a timer was late.
    late: f64,
    curve: Curve,
    /// The seconds of the curve during which a call has waited.
    grown: f64,
    /// The seconds since a call last waited.
    idle: f64,
    /// Refusals since the last success that have lowered the rate.
    fruitless: u32,
    /// The last success, or the start.
    succeeded: Instant,
    /// The declared limit in calls per second; infinite without one.
    limit: f64,
}

/// The pace of a fleet at the time of its report.
#[cfg(feature = "fleet")]
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Mirror {
    pub(super) pause: Duration,
    pub(super) curve: Curve,
    pub(super) grown: f64,
    pub(super) idle: f64,
    pub(super) fruitless: u32,
    pub(super) since_success: Duration,
}

impl Pace {
    /// The pace after the first trouble: slow start.
    pub(super) fn start(now: Instant) -> Self {
        Self {
            at: now,
            until: now,
            tokens: 0.0,
            late: 0.0,
            curve: Curve::Start { base: FIRST },
            grown: 0.0,
            idle: 0.0,
            fruitless: 0,
            succeeded: now,
            limit: f64::INFINITY,
        }
    }

    /// The part of a fleet's pace that a process has, which may go alone from there. `before` is the pace that the process
    /// had.
    #[cfg(feature = "fleet")]
    pub(super) fn of_fleet(fleet: Mirror, part: f64, now: Instant, before: Option<&Self>) -> Self {
        let curve = match fleet.curve {
            Curve::Start { base } => Curve::Start { base: base * part },
            Curve::Cubic { peak } => Curve::Cubic { peak: peak * part },
        };
        let until = later(now, fleet.pause);
        Self {
            until: before.map_or(until, |before| before.until.max(until)),
            tokens: before.map_or(0.0, |before| before.tokens),
            curve,
            grown: fleet.grown,
            idle: fleet.idle,
            fruitless: fleet.fruitless,
            succeeded: now.checked_sub(fleet.since_success).unwrap_or(now),
            ..Self::start(now)
        }
    }

    /// The rate that the curve has reached. [`rate`](Self::rate) is within the bounds of one process.
    #[cfg(feature = "fleet")]
    pub(super) fn rate_without_bounds(&self) -> f64 {
        self.curve.rate_within_bounds(self.grown)
    }

    #[cfg(feature = "fleet")]
    pub(super) fn is_paused_at(&self, now: Instant) -> bool {
        self.until > now
    }

    #[cfg(feature = "fleet")]
    pub(super) fn is_in_slow_start(&self) -> bool {
        matches!(self.curve, Curve::Start { .. })
    }

    /// Whether a call has waited for it lately. Such a pace may be reported to other processes.
    #[cfg(feature = "fleet")]
    pub(super) fn is_fresh(&self) -> bool {
        self.idle < IDLE - 10.0
    }

    /// The pace after the first refusal at a declared limit of so many calls per second.
    pub(super) fn below(limit: f64, now: Instant) -> Self {
        Self { curve: Curve::Cubic { peak: limit.max(SLOWEST) }, limit, ..Self::start(now) }
    }

    /// The pace at a peak of so many calls per second, which it then probes beyond.
    #[allow(dead_code, reason = "only a kit starts with a known pace")]
    pub(super) fn at_peak(rate: f64, now: Instant) -> Self {
        Self { curve: Curve::Cubic { peak: rate.max(SLOWEST) }, grown: RETURN, ..Self::start(now) }
    }

    pub(super) fn set_limit(&mut self, limit: f64) {
        self.limit = limit;
    }

    /// Calls per second.
    pub(super) fn rate(&self) -> f64 {
        let slowest = if self.is_hopeless() { HOPELESS_RATE } else { SLOWEST };
        self.curve.rate_within_bounds(self.grown).max(slowest).min(self.limit)
    }

    /// Lets the time pass until `now`. `waited` says whether a call has waited for the pace since the last look: a rate that
    /// is not used does not grow.
    pub(super) fn advance(&mut self, now: Instant, waited: bool) {
        let from = self.at.max(self.until).min(now);
        let passed = now.saturating_duration_since(from).as_secs_f64();
        let before = self.rate();
        if waited {
            self.grown += passed.min(MAX_STEP);
            self.idle = 0.0;
        } else {
            self.idle += passed;
        }
        self.at = self.at.max(now);
        let after = self.rate();
        let tokens = self.tokens + passed * f64::midpoint(before, after);
        self.tokens = tokens.min(1.0);
        self.late = (self.late + tokens - self.tokens).min(RESOLUTION * after);
        if let Some(higher) = self.curve.past_peak(self.grown) {
            (self.curve, self.grown) = (higher, RETURN);
        }
    }

    /// Lowers the rate after a refusal.
    pub(super) fn slow_down(&mut self) {
        self.curve = self.curve.after_refusal(self.rate());
        self.grown = 0.0;
        self.fruitless = self.fruitless.saturating_add(1);
        self.late = 0.0;
        if !self.is_hopeless() {
            self.tokens = self.tokens.min(0.0);
        }
    }

    /// After many fruitless steps, a success means that the trouble is over. Slow start then finds the rate sooner than
    /// the cubic curve, which would take a minute.
    pub(super) fn succeeded(&mut self) {
        if self.fruitless >= FRUITLESS {
            self.curve = Curve::Start { base: self.rate() };
            self.grown = 0.0;
        }
        self.fruitless = 0;
        self.succeeded = self.at;
    }

    /// Lets no call go before `until`.
    pub(super) fn pause(&mut self, until: Instant) {
        self.until = self.until.max(until);
    }

    /// Whether no call has waited for so long that the pace is not needed.
    pub(super) fn is_idle(&self) -> bool {
        self.idle >= IDLE
    }

    /// [`is_idle`](Self::is_idle) at a later time, if no call waits until then.
    pub(super) fn is_idle_at(&self, now: Instant) -> bool {
        let since = self.at.max(self.until);
        self.idle + now.saturating_duration_since(since).as_secs_f64() >= IDLE
    }

    /// Whether the API refuses everything: callers should then learn it.
    pub(super) fn is_hopeless(&self) -> bool {
        self.fruitless >= FRUITLESS && self.at.saturating_duration_since(self.succeeded) >= HOPELESS
    }

    pub(super) fn paused_for(&self) -> Duration {
        self.until.saturating_duration_since(self.at)
    }

    /// The time at which the next call may go, if no other goes before.
    pub(super) fn ready_at(&self) -> Instant {
        let missing = 1.0 - self.tokens;
        let start = self.at.max(self.until);
        if missing <= 1e-9 { start } else { later(start, seconds(missing / self.rate())) }
    }

    #[cfg(test)]
    pub(super) fn now(&self) -> Instant {
        self.at
    }

    #[cfg(test)]
    #[cfg(feature = "redis-1")]
    pub(super) fn forget_debt(&mut self) {
        self.tokens = self.tokens.max(0.0);
    }

    #[cfg(test)]
    #[cfg(feature = "redis-1")]
    pub(super) fn forget_late(&mut self) {
        self.late = 0.0;
    }

    #[cfg(test)]
    pub(super) fn tokens(&self) -> f64 {
        self.tokens
    }

    /// Takes the token of one call.
    pub(super) fn take(&mut self) {
        self.tokens -= 1.0;
        let made_up = self.late.min(1.0);
        self.tokens += made_up;
        self.late -= made_up;
    }

    /// The time at which a call with `ahead` calls before it is expected to go. The rate is going to grow while they wait: with the
    /// present one, hardly any call would be expected to go in time.
    pub(super) fn expected_at(&self, ahead: u64) -> Instant {
        #[expect(clippy::cast_precision_loss, reason = "an estimate")]
        let calls = (ahead as f64 + 1.0 - self.tokens).max(0.0);
        self.expected_after(calls)
    }

    /// As [`expected_at`](Self::expected_at), at the pace of a fleet. The store gives the next slot to a process that took few,
    /// whatever its part is.
    #[cfg(feature = "fleet")]
    pub(super) fn expected_of_fleet_at(&self, ahead: u64) -> Instant {
        #[expect(clippy::cast_precision_loss, reason = "an estimate")]
        let calls = ahead as f64;
        self.expected_after(calls)
    }

    fn expected_after(&self, calls: f64) -> Instant {
        let wait = match self.curve {
            Curve::Cubic { peak } if self.fruitless < FRUITLESS => calls / self.rate().max(peak),
            // The time after which the integral of the rate is `calls`. A success would start it anew, now.
            _ => (1.0 + calls * LN_2 / self.rate()).log2(),
        };
        later(self.at.max(self.until), seconds(wait))
    }
}
