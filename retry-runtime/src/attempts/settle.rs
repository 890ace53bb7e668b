//! From an outcome to the next attempt: the judgment, the decision, the wait.

use core::ops::ControlFlow;
use core::time::Duration;

use super::judgment::{Judged, Judgment, judge};
use super::limits::{Cut, Time, Untimed};
use super::memory::{Memory, NoMemory, PreviousVerdict, PreviousWait};
use super::participation::{Alone, Participation};
use super::plan::Plan;
use super::refusal::refusal;
use crate::event::{Event, Failure, GaveUp, Origin, Retry, StopReason, Wait};
use crate::outcome::Outcome;
use crate::policy::nanos;
use crate::random::Random;
use crate::telemetry::{Text, report};
use crate::verdict::{Retryable, Verdict};

/// The state of one call: the number of its retries. One `u32`, unless an option needs more.
#[derive(Debug)]
pub struct Attempts<M = NoMemory, T = Untimed, P = Alone> {
    retries: u32,
    memory: M,
    pub(super) time: T,
    /// The call's part in what it shares.
    pub(crate) part: P,
}

impl Attempts {
    /// Before the first attempt.
    #[inline]
    #[must_use]
    pub const fn new() -> Self {
        Self { retries: 0, memory: NoMemory, time: Untimed, part: Alone }
    }

    /// Also remembers the previous wait.
    #[inline]
    #[must_use]
    pub fn remembering(self) -> Attempts<PreviousWait> {
        let Self { retries, memory: NoMemory, time, part } = self;
        Attempts { retries, memory: PreviousWait::default(), time, part }
    }
}

impl Default for Attempts {
    fn default() -> Self {
        Self::new()
    }
}

impl<M> Attempts<M> {
    /// With another account of its time.
    #[cfg(feature = "std")]
    pub(super) fn with_time<T>(self, time: T) -> Attempts<M, T> {
        let Self { retries, memory, time: Untimed, part } = self;
        Attempts { retries, memory, time, part }
    }

    /// Also remembers the verdict on the previous attempt.
    #[inline]
    pub fn keeping_verdict(self) -> Attempts<PreviousVerdict<M>> {
        let Self { retries, memory, time, part } = self;
        Attempts { retries, memory: PreviousVerdict::new(memory), time, part }
    }
}

impl<M, T> Attempts<M, T> {
    /// Also takes part in what all calls to one API share.
    #[inline]
    pub fn sharing<P>(self, part: P) -> Attempts<M, T, P> {
        let Self { retries, memory, time, part: Alone } = self;
        Attempts { retries, memory, time, part }
    }
}

// The source of random numbers is an argument: a closure of the user borrows only while it is asked.
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
        let Decision(decision) = P::decide(self, plan, random, &judgment);
        match decision {
            Ok(wait) => {
                // The call stands in line after its own wait, and the line moves on meanwhile.
                let upstream_wait = self.part.expected_wait().saturating_sub(wait.duration);
                ControlFlow::Continue(Retry { failure, wait, upstream_wait })
            }
            Err(reason) => ControlFlow::Break(Some(GaveUp { failure, reason })),
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

#[expect(clippy::inline_always, reason = "each is called in one place")]
impl<M: Memory, T: Time, P: Participation> Attempts<M, T, P> {
    #[inline(always)]
    fn origin(&self, plan: &Plan) -> Origin {
        plan.origin(self.number(), self.part.waited())
    }

    /// Decides whether there is another attempt, and when.
    ///
    /// One function, however many annotated functions fail with whatever errors. It gets the judgment and not the
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
        let Judgment { verdict, text, .. } = *judgment;
        let event = match decision {
            Ok(wait) => Event::Retried(verdict, wait),
            Err(reason) if self.time.cut().is_some_and(Cut::is_in_line) => Event::NoTurn(verdict, reason),
            Err(reason) => Event::GaveUp(verdict, reason),
        };
        report(origin, event, text);
        D::from(Decision(decision))
    }

    /// Tells the others of the failure. It concerns them, whether this call stops or not.
    #[inline(always)]
    fn tell(&mut self, judgment: &Judgment<'_>) {
        match self.time.cut() {
            Some(cut) if cut.is_in_line() => {}
            // The failure of the previous attempt is told already.
            Some(cut) if cut.is_after_failure() => self.part.failed(Verdict::timed_out()),
            _ => self.part.failed(judgment.of_server()),
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
        if self.number() >= plan.attempts() {
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

impl<M, T, P> Attempts<M, T, P> {
    /// The number of the current attempt, starting at 1.
    #[inline]
    pub fn number(&self) -> u32 {
        self.retries.saturating_add(1)
    }
}

/// How the state of a call gets to the decision, which is a function of its own and needs it in memory.
pub trait Decide: Participation + Sized {
    /// Decides after a failure.
    #[inline]
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

/// The state of a call, without its part in what it shares.
#[cfg(feature = "std")]
impl<M: Copy, T: Copy, P> Attempts<M, T, P> {
    #[inline]
    pub(crate) fn state(&self) -> Attempts<M, T> {
        let Self { retries, memory, time, .. } = *self;
        Attempts { retries, memory, time, part: Alone }
    }

    #[inline]
    pub(crate) fn set_state(&mut self, state: &Attempts<M, T>) {
        let Attempts { retries, memory, time, part: Alone } = *state;
        (self.retries, self.memory, self.time) = (retries, memory, time);
    }
}

/// The decision after a failure.
#[derive(Debug)]
pub struct Decision(Result<Wait, StopReason>);

/// For functions without hooks, where two registers hold the result.
impl From<Decision> for ControlFlow<(), Duration> {
    #[inline]
    fn from(decision: Decision) -> Self {
        match decision.0 {
            Ok(wait) => ControlFlow::Continue(wait.duration),
            Err(_) => ControlFlow::Break(()),
        }
    }
}
