use core::time::Duration;

use crate::event::Origin;
use crate::policy::{Policy, Waits};
use crate::seam;

/// What the attribute says of a function, fixed when it is compiled: its policy, its limits, its name.
#[derive(Clone, Copy, Debug)]
#[must_use]
pub struct Plan {
    name: &'static str,
    max: u32,
    pub(crate) waits: Waits,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) deadline: Option<Duration>,
}

impl Plan {
    /// Without limits.
    pub const fn new(name: &'static str, policy: Policy) -> Self {
        let (max, waits) = (policy.attempts(), policy.waits());
        Self { name, max, waits, attempt_timeout: None, deadline: None }
    }

    /// How many attempts there may be in all.
    pub(crate) fn attempts(&self) -> u32 {
        seam::attempts().unwrap_or(self.max)
    }

    /// Where an event of this attempt comes from.
    #[inline]
    pub(crate) fn origin(&self, attempt: u32) -> Origin {
        Origin { function: self.name, attempt, max: self.attempts() }
    }

    /// One attempt's limit.
    pub const fn attempt_timeout(mut self, limit: Duration) -> Self {
        self.attempt_timeout = Some(limit);
        self
    }

    /// The whole call's limit.
    pub const fn deadline(mut self, limit: Duration) -> Self {
        self.deadline = Some(limit);
        self
    }
}

/// The limit, where one of zero is a compile error: for `const { … }` in the expansion alone.
///
/// # Panics
///
/// If it is zero.
#[track_caller]
#[must_use]
pub const fn some_time(limit: Duration) -> Duration {
    assert!(!limit.is_zero(), "a limit of zero leaves no time for an attempt");
    limit
}

/// The plan, where an attempt's limit that is never reached is a compile error: for `const { … }` in the expansion alone.
///
/// # Panics
///
/// If one attempt may take as long as the whole call.
#[track_caller]
pub const fn reached(plan: Plan) -> Plan {
    if let (Some(attempt), Some(call)) = (plan.attempt_timeout, plan.deadline) {
        assert!(
            attempt.as_nanos() < call.as_nanos(),
            "`attempt_timeout` is not below `deadline`, so it would never be reached"
        );
    }
    plan
}
