//! Stand-ins for the items of limits and `attempt = …`, if the feature `std` is off: rustc reports one error, in our words.

use core::convert::Infallible;
use core::time::Duration;

use super::plan::Plan;
use super::state::Attempts;
use crate::outcome::Outcome;
use crate::wait::Tokio;

/// A clock. Only that of tokio counts as one.
#[diagnostic::on_unimplemented(
    message = "`#[retry]` has no clock for `attempt_timeout`, `deadline`, and `attempt`",
    label = "the feature `std` is off",
    note = "help: enable the feature `std` of `retry-attr`, or `tokio` for async functions"
)]
pub trait Clock {}

// An async function without a timer is told about the timer alone.
impl Clock for Tokio {}

/// Takes no clock.
pub fn timed<M, C: Clock>(attempts: Attempts<M>, _: C) -> Attempts<M> {
    attempts
}

/// Never called.
pub fn limit<M, T, F, R>(_: &mut Attempts<M>, _: &Plan, _: T, attempt: F, _: R) -> F {
    attempt
}

/// Never called.
pub fn limit_by<M, W, F, R>(
    _: &mut Attempts<M>,
    _: &Plan,
    _: impl FnOnce(Duration) -> W,
    attempt: F,
    _: R,
) -> F {
    attempt
}

/// Never called.
pub const fn refused(never: Infallible) -> ! {
    match never {}
}

impl<M> Attempts<M> {
    /// Never called.
    pub const fn restore<O: Outcome>(&mut self, _: &mut Option<O::Error>, _: &mut O) {}

    /// Never called.
    #[must_use]
    pub const fn attempt(&self, _: &Plan) -> Attempt {
        Attempt
    }
}

/// In place of the attempt that the body sees.
#[derive(Debug)]
pub struct Attempt;

impl Attempt {
    /// Never called.
    #[must_use]
    pub const fn number(&self) -> u32 {
        0
    }

    /// Never called.
    #[must_use]
    pub const fn max(&self) -> u32 {
        0
    }

    /// Never called.
    #[must_use]
    pub const fn is_last(&self) -> bool {
        false
    }

    /// Never called.
    #[must_use]
    pub const fn elapsed(&self) -> Duration {
        Duration::ZERO
    }

    /// Never called.
    #[must_use]
    pub const fn waited(&self) -> Duration {
        Duration::ZERO
    }

    /// Never called.
    #[must_use]
    pub const fn remaining(&self) -> Option<Duration> {
        None
    }
}
