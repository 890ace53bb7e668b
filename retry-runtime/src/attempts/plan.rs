use core::time::Duration;

use crate::event::Origin;
use crate::policy::{Policy, Waits};
use crate::seam;

/// The options of a function that are fixed at compile time: its policy, its limits, and its name.
#[derive(Clone, Copy, Debug)]
#[must_use]
pub struct Plan {
    name: &'static str,
    max: u32,
    pub(crate) waits: Waits,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) deadline: Option<Duration>,
    pub(crate) max_wait: Option<Duration>,
    pub(super) is_idempotent: bool,
}

impl Plan {
    /// A plan without limits.
    pub const fn new(name: &'static str, policy: Policy) -> Self {
        let (max, waits) = (policy.attempts(), policy.waits());
        Self { name, max, waits, attempt_timeout: None, deadline: None, max_wait: None, is_idempotent: true }
    }

    /// The most attempts that a call may make, the first included.
    pub(crate) fn attempts(&self) -> u32 {
        seam::attempts().unwrap_or(self.max)
    }

    /// The origin of the events of this attempt.
    #[inline]
    pub(crate) fn origin(&self, attempt: u32) -> Origin {
        Origin { function: self.name, attempt, max: self.attempts() }
    }

    /// Sets the limit of one attempt.
    pub const fn attempt_timeout(mut self, limit: Duration) -> Self {
        self.attempt_timeout = Some(limit);
        self
    }

    /// Sets the limit of the whole call.
    pub const fn deadline(mut self, limit: Duration) -> Self {
        self.deadline = Some(limit);
        self
    }

    /// Sets the limit of the first attempt's wait for its turn.
    pub const fn max_wait(mut self, limit: Duration) -> Self {
        self.max_wait = Some(limit);
        self
    }

    /// Retries only requests that were surely not carried out.
    pub const fn not_idempotent(mut self) -> Self {
        self.is_idempotent = false;
        self
    }
}

/// Returns the limit, and panics if it is zero. Only for `const { … }` in the expansion.
///
/// # Panics
///
/// Panics if the limit is zero.
#[track_caller]
#[must_use]
pub const fn some_time(limit: Duration) -> Duration {
    assert!(!limit.is_zero(), "a limit of zero leaves no time for an attempt");
    limit
}

/// Returns the plan, and panics if the limit of an attempt can never be reached. Only for `const { … }` in the expansion.
///
/// # Panics
///
/// Panics if one attempt may take as long as the whole call.
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
