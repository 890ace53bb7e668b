//! A call that knows how long it takes.

use super::Attempts;
use crate::attempts::attempt::Attempt;
use crate::attempts::limits::{Cut, Timed, Untimed};
use crate::attempts::plan::Plan;
use crate::outcome::{Limit, Outcome, TimedOut};
use crate::wait::Clock;

/// With a clock, which is read here for the first time.
#[inline]
pub fn timed<R, M, C: Clock>(attempts: Attempts<R, M>, _: C) -> Attempts<R, M, Timed<C>> {
    let Attempts { retries, random, memory, time: Untimed } = attempts;
    Attempts { retries, random, memory, time: Timed::start() }
}

impl<R, M, C: Clock> Attempts<R, M, Timed<C>> {
    pub(crate) fn time(&self) -> &Timed<C> {
        &self.time
    }

    /// Notes that the attempt was cut, and says so.
    pub(crate) fn cut_off(&mut self, plan: &Plan, cut: Cut) -> TimedOut {
        self.time.cut = Some(cut);
        let (limit, after) = if cut.ends_call() {
            (Limit::Deadline, plan.deadline)
        } else {
            (Limit::Attempt, plan.attempt_timeout)
        };
        TimedOut::call(limit, after.unwrap_or_default(), self.number(), self.time.last_failure)
    }

    /// Replaces an outcome that says only that the deadline has cut the attempt by the failure of the attempt before, if
    /// that failure had an error.
    #[inline]
    pub fn restore<O: Outcome>(&mut self, last_error: &mut Option<O::Error>, outcome: &mut O) {
        if self.time.cut == Some(Cut::Deadline) {
            if let Some(error) = last_error.take() {
                self.time.cut = Some(Cut::DeadlineAfterFailure);
                *outcome = O::from_error(error);
            }
        }
    }

    /// The attempt that begins now, as its body sees it.
    #[inline]
    pub fn attempt(&self, plan: &Plan) -> Attempt {
        let limited = plan.attempt_timeout.is_some() || plan.deadline.is_some();
        // Only what is left of a limit counts from here.
        let now = if limited { C::now() } else { self.time.started };
        Attempt {
            number: self.number(),
            max: plan.attempts(),
            call_began: self.time.started,
            began: now,
            limit: limited.then(|| self.time.limit(plan, now).0),
            now: C::now,
        }
    }
}
