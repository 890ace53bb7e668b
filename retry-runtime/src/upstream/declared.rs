//! The limits that the user declares: so many requests and tokens per minute.
//!
//! This is the generic cell rate algorithm (GCRA, ITU-T I.371) in integers: a bucket is the time at which it is full again.

use core::time::Duration;
use std::time::Instant;

use super::seconds::{later, seconds};

/// The part of the limit that may be used at once, if it was not used before.
const BURST: Duration = Duration::from_secs(6);

/// A limit per minute, divided among the processes that share it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quota {
    per_minute: u32,
    processes: u32,
    /// The time in which the limit allows one.
    interval: Duration,
}

impl Quota {
    /// Zero counts as one.
    pub(super) fn new(per_minute: u32, processes: u32) -> Self {
        let (per_minute, processes) = (per_minute.max(1), processes.max(1));
        let interval = time_of(1, per_minute, processes);
        Self { per_minute, processes, interval }
    }

    /// The time in which the limit allows `cost`.
    pub(super) fn time_of(self, cost: u64) -> Duration {
        if cost == 1 { self.interval } else { time_of(cost, self.per_minute, self.processes) }
    }

    #[cfg(feature = "fleet")]
    pub(super) fn per_minute(self) -> u32 {
        self.per_minute
    }

    /// The limit of all processes.
    #[cfg(feature = "fleet")]
    pub(super) fn whole(self) -> Self {
        Self::new(self.per_minute, 1)
    }

    /// This part of the limit of all processes, rounded to a whole number of processes.
    #[cfg(feature = "fleet")]
    pub(super) fn part(self, part: f64) -> Self {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it is between 1 and 1000"
        )]
        let processes = part.recip().round() as u32;
        Self::new(self.per_minute, processes)
    }

    pub(super) fn per_second(self) -> f64 {
        f64::from(self.per_minute) / f64::from(self.processes) / 60.0
    }

    /// The cost, bounded by the limit of this process per minute: a call with a higher cost would never go.
    pub(super) fn clamp(self, cost: u32) -> u32 {
        cost.min((self.per_minute / self.processes).max(1))
    }
}

fn time_of(cost: u64, per_minute: u32, processes: u32) -> Duration {
    const MINUTE: u64 = 60_000_000_000;
    let shares = cost.saturating_mul(processes.into());
    Duration::from_nanos(match shares.checked_mul(MINUTE) {
        // Much faster, and nearly always possible.
        Some(nanos) => nanos / u64::from(per_minute),
        None => {
            let nanos = u128::from(shares) * u128::from(MINUTE) / u128::from(per_minute);
            u64::try_from(nanos).unwrap_or(u64::MAX)
        }
    })
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Bucket {
    /// The time at which the bucket is full again. `None` if it was never used.
    full_at: Option<Instant>,
}

impl Bucket {
    pub(super) const fn new() -> Self {
        Self { full_at: None }
    }

    /// The time at which a call of this cost may go. It never waits for more than a full bucket.
    pub(super) fn ready_at(&self, quota: Quota, cost: u32, now: Instant) -> Instant {
        turn_at(self.full_at(now), quota.time_of(cost.into()), now)
    }

    /// The bucket after a call of this cost, if it may go now.
    pub(super) fn after(self, quota: Quota, cost: u32, now: Instant) -> Option<Self> {
        let full_at = later(self.full_at(now), quota.time_of(cost.into()));
        (full_at <= later(now, BURST)).then_some(Self { full_at: Some(full_at) })
    }

    /// The time at which a call is expected to go behind others of the cost `ahead`.
    pub(super) fn expected_at(&self, quota: Quota, ahead: u64, cost: u32, now: Instant) -> Instant {
        let full_at = later(self.full_at(now), quota.time_of(ahead));
        turn_at(full_at, quota.time_of(cost.into()), now)
    }

    /// Takes the cost of a call that goes.
    pub(super) fn take(&mut self, quota: Quota, cost: u32, now: Instant) {
        self.full_at = Some(later(self.full_at(now), quota.time_of(cost.into())));
    }

    /// Notes the cost of a call that others let go. More than all of the bucket is not used by it.
    #[cfg(feature = "fleet")]
    pub(super) fn note(&mut self, quota: Quota, cost: u32, now: Instant) {
        let full_at = later(self.full_at(now), quota.time_of(cost.into()));
        self.full_at = Some(full_at.min(later(now, BURST)));
    }

    /// The used part stays used under a new limit. Under a lower one, no more than all of the bucket is used by it.
    pub(super) fn change(&mut self, from: Quota, to: Quota, now: Instant) {
        let used = self.full_at(now).saturating_duration_since(now);
        let under_new = seconds(used.as_secs_f64() * from.per_second() / to.per_second());
        self.full_at = Some(later(now, under_new.min(used.max(BURST))));
    }

    fn full_at(&self, now: Instant) -> Instant {
        self.full_at.map_or(now, |full_at| full_at.max(now))
    }
}

/// The first time from `now` at which the bucket, which is full at `full_at`, holds the amount that takes `time` to fill.
fn turn_at(full_at: Instant, time: Duration, now: Instant) -> Instant {
    full_at.checked_sub(BURST.saturating_sub(time)).map_or(now, |turn| turn.max(now))
}
