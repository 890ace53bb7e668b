//! From an outcome to the next attempt: the judgment, the decision, the wait.

use core::ops::ControlFlow;
use core::time::Duration;

use super::decision::{Decide, Decision};
use super::judgment::{Judged, Judgment, judge};
use super::limits::Time;
use super::memory::Memory;
use super::plan::Plan;
use super::state::Attempts;
use crate::event::{Event, Failure, GaveUp, Retry};
use crate::outcome::Outcome;
use crate::random::Random;
use crate::telemetry::{Text, report};
use crate::verdict::Retryable;

// The source of random numbers is an argument, so that a closure of the user borrows only during this call.
#[expect(clippy::inline_always, reason = "a call would copy the outcome of every success")]
impl<M: Memory, T: Time, P: Decide> Attempts<M, T, P> {
    /// Decides on an outcome: return it, or drop it and wait this long before the next attempt.
    #[inline(always)]
    pub fn settle<O>(&mut self, plan: &Plan, random: impl Random, outcome: &O) -> ControlFlow<(), Duration>
    where
        O: Outcome<Error: Retryable>,
    {
        self.settle_by(plan, random, outcome, judge)
    }

    /// As [`settle`](Self::settle), for functions whose options judge outcomes.
    #[inline(always)]
    pub fn settle_by<'a, O: Outcome>(
        &mut self,
        plan: &Plan,
        random: impl Random,
        outcome: &'a O,
        judge: impl FnOnce(Result<&'a O::Ok, (&'a O::Failure, &'a O::Error)>) -> Judged<'a>,
    ) -> ControlFlow<(), Duration> {
        match self.judge(outcome, judge) {
            Judged::Success => {
                self.succeeded(plan);
                ControlFlow::Break(())
            }
            Judged::Failure(judgment) => P::decide(self, plan, random, &judgment),
        }
    }

    /// As [`settle_by`](Self::settle_by), for functions with hooks: returns the arguments of the hooks. `None` is a
    /// success.
    #[inline(always)]
    pub fn settle_with<'a, O: Outcome>(
        &mut self,
        plan: &Plan,
        random: impl Random,
        outcome: &'a O,
        judge: impl FnOnce(Result<&'a O::Ok, (&'a O::Failure, &'a O::Error)>) -> Judged<'a>,
    ) -> ControlFlow<Option<GaveUp<'a, O::Error>>, Retry<'a, O::Error>> {
        let Judged::Failure(judgment) = self.judge(outcome, judge) else {
            self.succeeded(plan);
            return ControlFlow::Break(None);
        };
        let (attempt, verdict) = (self.number(), judgment.verdict);
        let failure = Failure { attempt, max: plan.attempts(), verdict, error: outcome.error() };
        match P::decide(self, plan, random, &judgment) {
            Decision::Retry(wait) => {
                // The call stands in line after its own wait, and the line moves on meanwhile.
                let upstream_wait = self.part.expected_wait().saturating_sub(wait.duration);
                ControlFlow::Continue(Retry { failure, wait, upstream_wait })
            }
            Decision::Stop(reason) => ControlFlow::Break(Some(GaveUp { failure, reason })),
        }
    }

    #[inline(always)]
    fn succeeded(&mut self, plan: &Plan) {
        self.part.succeeded();
        report(self.origin(plan), Event::Succeeded, Text::NONE);
    }

    #[inline(always)]
    fn judge<'a, O: Outcome>(
        &self,
        outcome: &'a O,
        judge: impl FnOnce(Result<&'a O::Ok, (&'a O::Failure, &'a O::Error)>) -> Judged<'a>,
    ) -> Judged<'a> {
        match (self.time.cut(), self.memory.verdict()) {
            // The failure of the previous attempt was judged then. A second look could find something else.
            (Some(cut), Some(verdict)) if cut.is_after_failure() => {
                Judged::Failure(Judgment::of_earlier(verdict))
            }
            (Some(_), _) => judge(outcome.as_matched()).of_cut(),
            (None, _) => judge(outcome.as_matched()),
        }
    }
}
