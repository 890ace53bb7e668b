//! The limits that the user declares: so many requests and tokens per minute.
//!
//! This is the generic cell rate algorithm (GCRA, ITU-T I.371) in integers: a bucket is the time at which it is full again.

use core::time::Duration;
use std::time::Instant;

use super::seconds::{later, seconds};

/// So much of the limit may be used at once, if it was not used before.
const BURST: Duration = Duration::from_secs(6);

/// A limit per minute, and how many processes share it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quota {
    pub(super) per_minute: u32,
    pub(super) processes: u32,
}

impl Quota {
    /// The time in which the limit allows `cost`.
    pub(super) fn time_of(self, cost: u64) -> Duration {
        let minutes = u128::from(cost).saturating_mul(self.processes.max(1).into());
        let nanos = minutes.saturating_mul(60_000_000_000) / u128::from(self.per_minute.max(1));
        Duration::from_nanos(u64::try_from(nanos).unwrap_or(u64::MAX))
    }

    pub(super) fn per_second(self) -> f64 {
        f64::from(self.per_minute.max(1)) / f64::from(self.processes.max(1)) / 60.0
    }

    /// No call can cost more than the minute allows to this process: it would never go.
    pub(super) fn clamp(self, cost: u32) -> u32 {
        cost.min((self.per_minute / self.processes.max(1)).max(1))
    }
}

#[derive(Debug)]
pub(super) struct Bucket {
    /// When the bucket is full again; `None` if it was never used.
    full_at: Option<Instant>,
}

impl Bucket {
    pub(super) const fn new() -> Self {
        Self { full_at: None }
    }

    /// When a call of this cost may go. It never waits for more than a full bucket.
    pub(super) fn ready_at(&self, quota: Quota, cost: u32, now: Instant) -> Instant {
        self.expected_at(quota, 0, cost, now)
    }

    /// When it is expected to go behind others of the cost `ahead`.
    pub(super) fn expected_at(&self, quota: Quota, ahead: u64, cost: u32, now: Instant) -> Instant {
        let full_at = later(self.full_at(now), quota.time_of(ahead));
        let unused = BURST.saturating_sub(quota.time_of(cost.into()));
        full_at.checked_sub(unused).unwrap_or(now).max(now)
    }

    /// A call of this cost goes.
    pub(super) fn take(&mut self, quota: Quota, cost: u32, now: Instant) {
        self.full_at = Some(later(self.full_at(now), quota.time_of(cost.into())));
    }

    /// What was used stays used under a new limit.
    pub(super) fn change(&mut self, from: Quota, to: Quota, now: Instant) {
        let used = self.full_at(now).saturating_duration_since(now).as_secs_f64();
        self.full_at = Some(later(now, seconds(used * from.per_second() / to.per_second())));
    }

    fn full_at(&self, now: Instant) -> Instant {
        self.full_at.map_or(now, |full_at| full_at.max(now))
    }
}
