//! The decision after a failure: stop, or wait and try again.

use core::ops::ControlFlow;
use core::time::Duration;

use super::judgment::Judgment;
use super::limits::{Cut, Time};
use super::memory::Memory;
use super::participation::{Alone, Participation};
use super::plan::Plan;
use super::refusal::refusal;
use super::state::Attempts;
use crate::event::{Event, StopReason, Wait};
use crate::policy::nanos;
use crate::random::Random;
use crate::telemetry::report;
use crate::verdict::Verdict;

/// The decision after a failure. As a `Result`, it would cost each failure four instructions more.
#[derive(Debug)]
pub enum Decision {
    /// Another attempt after this wait.
    Retry(Wait),
    /// No further attempt.
    Stop(StopReason),
}

/// For functions without hooks, where two registers hold the result.
impl From<Decision> for ControlFlow<(), Duration> {
    #[inline]
    fn from(decision: Decision) -> Self {
        match decision {
            Decision::Retry(wait) => ControlFlow::Continue(wait.duration),
            Decision::Stop(_) => ControlFlow::Break(()),
        }
    }
}

/// Passes the state of a call to the decision, which is a separate function and needs the state in memory.
pub trait Decide: Participation + Sized {
    /// Decides after a failure.
    #[expect(clippy::inline_always, reason = "it would be one call more for each failure")]
    #[inline(always)]
    fn decide<M: Memory, T: Time, D: From<Decision>>(
        attempts: &mut Attempts<M, T, Self>,
        plan: &Plan,
        random: impl Random,
        judgment: &Judgment<'_>,
    ) -> D {
        attempts.decide(plan, random, judgment)
    }
}

impl Decide for Alone {}

#[expect(clippy::inline_always, reason = "each is called in one place")]
impl<M: Memory, T: Time, P: Participation> Attempts<M, T, P> {
    /// Decides whether there is another attempt, and when.
    ///
    /// One function serves all annotated functions and all errors. It gets the judgment and not the
    /// error: an outcome whose address escapes is stored and read again in every call that succeeds. (Traces may print
    /// the error: with them on, the judgment holds its text.)
    #[cold]
    #[inline(never)]
    pub(crate) fn decide<D: From<Decision>>(
        &mut self,
        plan: &Plan,
        random: impl Random,
        judgment: &Judgment<'_>,
    ) -> D {
        let origin = self.origin(plan);
        self.tell(judgment);
        let decision = self.next_wait(plan, random, judgment);
        let Judgment { verdict, text, mark, .. } = *judgment;
        if let (Err(StopReason::Attempts | StopReason::Budget), Some(mark), 2..) =
            (decision, mark, origin.attempt)
        {
            mark.set();
        }
        let event = match decision {
            Ok(wait) => Event::Retried(verdict, wait),
            Err(reason) if self.time.cut().is_some_and(Cut::is_in_line) => Event::NoTurn(verdict, reason),
            Err(reason) => Event::GaveUp(verdict, reason),
        };
        report(origin, event, text);
        D::from(decision.map_or_else(Decision::Stop, Decision::Retry))
    }

    /// Reports the failure to the upstream, even if this call stops, because it concerns the other calls.
    #[inline(always)]
    fn tell(&mut self, judgment: &Judgment<'_>) {
        match self.time.cut() {
            Some(cut) if cut.is_in_line() => {}
            // The failure of the previous attempt was reported already.
            Some(cut) if cut.is_after_failure() => self.part.failed(Verdict::timed_out),
            _ => self.part.failed(|| judgment.of_server()),
        }
    }

    #[inline(always)]
    fn next_wait(
        &mut self,
        plan: &Plan,
        random: impl Random,
        judgment: &Judgment<'_>,
    ) -> Result<Wait, StopReason> {
        let verdict = &judgment.verdict;
        if let Some(reason) = self.time.cut().and_then(Cut::stop_reason) {
            return Err(reason);
        }
        if let Some(reason) = refusal(plan, judgment) {
            return Err(reason);
        }
        let retry = self.retries;
        if retry >= plan.retries() {
            return Err(StopReason::Attempts);
        }
        let wait = self.draw_wait(plan, random, verdict)?;
        // Last, so that nothing is paid for a retry that does not come.
        if !self.part.pay(verdict.class()) {
            return Err(StopReason::Budget);
        }
        self.retries = retry + 1;
        self.memory.note_verdict(*verdict);
        self.time.note_failure(verdict.class());
        Ok(wait)
    }

    /// The call waits and stands in line at the same time, so the longer of the two has to end before the deadline.
    #[inline(always)]
    fn draw_wait(
        &mut self,
        plan: &Plan,
        mut random: impl Random,
        verdict: &Verdict,
    ) -> Result<Wait, StopReason> {
        let (retry, left) = (self.retries, self.time.left(plan));
        if left.is_some_and(|left| nanos(self.part.expected_wait()) >= left.max(1)) {
            return Err(StopReason::Deadline);
        }
        let (previous, random) = (self.memory.wait(), || random.draw());
        if P::SPREADS_HINTS {
            plan.waits.wait::<true>(retry, verdict, previous, left, random)
        } else {
            plan.waits.wait::<false>(retry, verdict, previous, left, random)
        }
    }
}
