use core::time::Duration;

use crate::event::Origin;
use crate::policy::{Policy, Waits};
use crate::seam;

/// The options of a function that are fixed at compile time: its policy, its limits, and its name.
#[derive(Clone, Copy, Debug)]
#[must_use]
pub struct Plan {
    name: &'static str,
    max_retries: u32,
    pub(crate) waits: Waits,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) deadline: Option<Duration>,
    pub(crate) max_wait: Option<Duration>,
    pub(super) is_idempotent: bool,
    pub(super) allows_nested: bool,
}

impl Plan {
    /// A plan without limits.
    pub const fn new(name: &'static str, policy: Policy) -> Self {
        let (max_retries, waits) = (policy.attempts() - 1, policy.waits());
        Self {
            name,
            max_retries,
            waits,
            attempt_timeout: None,
            deadline: None,
            max_wait: None,
            is_idempotent: true,
            allows_nested: false,
        }
    }

    /// The most attempts that a call may make, the first included.
    #[inline]
    pub(crate) fn attempts(&self) -> u32 {
        seam::attempts().unwrap_or(self.max_retries + 1)
    }

    /// The most retries that a call may make.
    #[inline]
    pub(crate) fn retries(&self) -> u32 {
        seam::attempts().map_or(self.max_retries, |attempts| attempts.saturating_sub(1))
    }

    /// The origin of the events of this attempt, which has waited so long for its turn.
    #[inline]
    pub(crate) fn origin(&self, attempt: u32, waited: Duration) -> Origin {
        Origin { function: self.name, attempt, max: self.attempts(), waited }
    }

    /// The name of the function in traces and metrics.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
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

    /// Also retries errors that an inner call has given up on.
    pub const fn allow_nested(mut self) -> Self {
        self.allows_nested = true;
        self
    }

    /// Retries only requests that were surely not carried out.
    pub const fn not_idempotent(mut self) -> Self {
        self.is_idempotent = false;
        self
    }
}

/// The values that are read when the call begins.
impl Plan {
    /// With another policy.
    pub fn with_policy(self, policy: Policy) -> Self {
        Self { max_retries: policy.attempts() - 1, waits: policy.waits(), ..self }
    }

    /// With another name.
    pub fn with_name(self, name: &'static str) -> Self {
        Self { name, ..self }
    }

    /// With another limit of one attempt.
    pub fn with_attempt_timeout(self, limit: impl Limit) -> Self {
        Self { attempt_timeout: limit.into_limit(), ..self }
    }

    /// With another limit of the whole call.
    pub fn with_deadline(self, limit: impl Limit) -> Self {
        Self { deadline: limit.into_limit(), ..self }
    }

    /// With another limit of the first attempt's wait for its turn.
    pub fn with_max_wait(self, limit: impl Limit) -> Self {
        Self { max_wait: limit.into_limit(), ..self }
    }
}

/// A limit that is read when the call begins.
#[diagnostic::on_unimplemented(
    message = "a limit is a `Duration` or an `Option<Duration>`, and not a `{Self}`",
    label = "not a limit",
    note = "help: make a `Duration` of a number, as in `Duration::from_secs(seconds)`"
)]
pub trait Limit {
    /// `None` is no limit.
    fn into_limit(self) -> Option<Duration>;
}

impl Limit for Duration {
    #[inline]
    fn into_limit(self) -> Option<Duration> {
        Some(self)
    }
}

impl Limit for Option<Duration> {
    #[inline]
    fn into_limit(self) -> Option<Duration> {
        self
    }
}

/// Evaluates a closure that is the value of an option.
#[inline]
pub fn read<T>(value: impl FnOnce() -> T) -> T {
    value()
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
