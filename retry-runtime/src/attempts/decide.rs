use core::ops::ControlFlow;
use core::time::Duration;

use super::{Attempts, Memory};
use crate::attempts::judgment::{Choice, Judgment};
use crate::attempts::limits::{Cut, Time};
use crate::attempts::plan::Plan;
use crate::event::{Event, StopReason, Wait};
use crate::random::Random;
use crate::telemetry::report;
use crate::verdict::{Class, Reason};

#[expect(clippy::inline_always, reason = "a call would hand its result over in memory")]
impl<R: Random, M: Memory, T: Time> Attempts<R, M, T> {
    /// One function, however many annotated functions fail with whatever errors. It gets the judgment and not the
    /// error: an outcome whose address escapes is stored and read again in every call that succeeds. (Traces may print the
    /// error: with them on, the judgment holds its text.)
    #[cold]
    #[inline(never)]
    pub(super) fn settle_apart(&mut self, plan: &Plan, judgment: &Judgment<'_>) -> ControlFlow<(), Duration> {
        wait_of(self.decide(plan, judgment))
    }

    /// The same in the function itself, for the compiler to see that there is next to nothing to do.
    #[inline]
    pub(super) fn settle_here(&mut self, plan: &Plan, judgment: &Judgment<'_>) -> ControlFlow<(), Duration> {
        wait_of(self.decide(plan, judgment))
    }

    /// As [`settle_apart`](Self::settle_apart): once, and not in every function that has hooks.
    #[cold]
    #[inline(never)]
    pub(super) fn decide_apart(&mut self, plan: &Plan, judgment: &Judgment<'_>) -> Result<Wait, StopReason> {
        self.decide(plan, judgment)
    }

    #[inline(always)]
    fn decide(&mut self, plan: &Plan, judgment: &Judgment<'_>) -> Result<Wait, StopReason> {
        let attempt = self.number();
        let decision = self.next_wait(plan, judgment);
        let Judgment { verdict, text, .. } = *judgment;
        report(
            plan.origin(attempt),
            match decision {
                Ok(wait) => Event::Retried(verdict, wait),
                Err(reason) => Event::GaveUp(verdict, reason),
            },
            text,
        );
        decision
    }

    /// The one place that decides whether there is another attempt, and when.
    #[inline(always)]
    fn next_wait(&mut self, plan: &Plan, judgment: &Judgment<'_>) -> Result<Wait, StopReason> {
        let Judgment { verdict, choice, .. } = judgment;
        if self.time.cut().is_some_and(Cut::ends_call) {
            return Err(StopReason::Deadline);
        }
        if !choice.allows(verdict) {
            return Err(match (choice, verdict.class()) {
                (Choice::Excepted | Choice::Unnamed, _) => StopReason::Excluded,
                (_, Class::Permanent(Reason::Unrecognized)) => StopReason::Unrecognized,
                _ => StopReason::Permanent,
            });
        }
        let retry = self.retries;
        if self.number() >= plan.attempts() {
            return Err(StopReason::Attempts);
        }
        let left = self.time.left(plan);
        let random = || self.random.draw();
        let wait = plan.waits.wait(retry, verdict, self.memory.previous(), left, random)?;
        self.retries = retry + 1;
        self.memory.note_verdict(*verdict);
        self.time.note_failure(verdict.class());
        Ok(wait)
    }
}

#[inline]
fn wait_of(decision: Result<Wait, StopReason>) -> ControlFlow<(), Duration> {
    match decision {
        Ok(wait) => ControlFlow::Continue(wait.duration),
        Err(_) => ControlFlow::Break(()),
    }
}
