#[cfg(feature = "std")]
mod attempt;
mod copied;
mod decide;
mod judgment;
#[cfg(feature = "std")]
mod limited;
mod limits;
mod memory;
mod plan;
#[cfg(feature = "std")]
mod timed;

use core::ops::ControlFlow;
use core::time::Duration;

#[cfg(feature = "std")]
pub use self::attempt::Attempt;
pub use self::copied::Copied;
#[cfg(feature = "stream")]
pub use self::judgment::late;
pub use self::judgment::{Choice, Judgment, Probe, Unknown, ask, failed, judge};
#[cfg(feature = "std")]
pub use self::limited::{limit, limit_by};
use self::limits::{Cut, Time, Untimed};
use self::memory::{Memory, NoMemory};
pub use self::memory::{PreviousVerdict, PreviousWait};
pub use self::plan::{Plan, reached, some_time};
#[cfg(feature = "std")]
pub use self::timed::timed;
use crate::event::{Event, Failure, GaveUp, Retry};
use crate::outcome::Outcome;
use crate::random::{Random, ThreadRandom};
use crate::telemetry::{Text, report};
use crate::verdict::{Retryable, Verdict};

/// The state of one call: how many retries there were. One `u32`, unless an option needs more.
#[derive(Debug)]
pub struct Attempts<R = ThreadRandom, M = NoMemory, T = Untimed> {
    retries: u32,
    random: R,
    memory: M,
    time: T,
}

impl Attempts {
    /// Before the first attempt.
    #[inline]
    #[must_use]
    pub const fn new() -> Self {
        Self::drawing_from(ThreadRandom)
    }
}

impl Default for Attempts {
    fn default() -> Self {
        Self::new()
    }
}

impl<R> Attempts<R> {
    /// With another source of random numbers.
    #[inline]
    pub const fn drawing_from(random: R) -> Self {
        Self { retries: 0, random, memory: NoMemory, time: Untimed }
    }

    /// With room for the wait before.
    #[inline]
    pub fn remembering(self) -> Attempts<R, PreviousWait> {
        Attempts {
            retries: self.retries,
            random: self.random,
            memory: PreviousWait::default(),
            time: self.time,
        }
    }
}

impl<R, M> Attempts<R, M> {
    /// With room for the verdict on the attempt before.
    #[inline]
    pub fn keeping_verdict(self) -> Attempts<R, PreviousVerdict<M>> {
        Attempts {
            retries: self.retries,
            random: self.random,
            memory: PreviousVerdict { wait: self.memory, verdict: None },
            time: self.time,
        }
    }
}

// The bounds stand on the methods, where rustc explains a missing source of random numbers in our words.
#[expect(clippy::inline_always, reason = "a call would copy the outcome of every success")]
impl<R, M: Memory, T: Time> Attempts<R, M, T> {
    /// Decides on an outcome: hand it on, or drop it and wait this long before the next attempt.
    #[inline(always)]
    pub fn settle<O>(&mut self, plan: &Plan, outcome: &O) -> ControlFlow<(), Duration>
    where
        O: Outcome<Error: Retryable>,
        R: Random,
    {
        match outcome.as_result() {
            Ok(_) => self.settle_success(plan),
            Err(error) => {
                let earlier = self.earlier_verdict().map(Judgment::of_earlier);
                let mut judgment = earlier.unwrap_or_else(|| failed(error, Choice::Verdict));
                self.settle_failure(plan, &mut judgment)
            }
        }
    }

    /// [`settle`](Self::settle) for functions whose options judge outcomes.
    #[inline(always)]
    pub fn settle_by<'a, O: Outcome>(
        &mut self,
        plan: &Plan,
        outcome: &'a O,
        judge: impl FnOnce(Result<&'a O::Ok, &'a O::Error>) -> Option<Judgment<'a>>,
    ) -> ControlFlow<(), Duration>
    where
        R: Random,
    {
        match self.judge(outcome, judge) {
            None => self.settle_success(plan),
            Some(mut judgment) => self.settle_failure(plan, &mut judgment),
        }
    }

    /// [`settle_by`](Self::settle_by) for functions with hooks, which hear of it. `None` is a success.
    #[inline(always)]
    pub fn settle_with<'a, O: Outcome>(
        &mut self,
        plan: &Plan,
        outcome: &'a O,
        judge: impl FnOnce(Result<&'a O::Ok, &'a O::Error>) -> Option<Judgment<'a>>,
    ) -> ControlFlow<Option<GaveUp<'a, O::Error>>, Retry<'a, O::Error>>
    where
        R: Random,
    {
        let Some(mut judgment) = self.judge(outcome, judge) else {
            self.report_success(plan);
            return ControlFlow::Break(None);
        };
        self.note_cut(&mut judgment);
        let (attempt, verdict) = (self.number(), judgment.verdict);
        let failure = Failure { attempt, max: plan.attempts(), verdict, error: outcome.error() };
        match self.decide_apart(plan, &judgment) {
            Ok(wait) => ControlFlow::Continue(Retry { failure, wait }),
            Err(reason) => ControlFlow::Break(Some(GaveUp { failure, reason })),
        }
    }

    #[inline(always)]
    fn judge<'a, O: Outcome>(
        &self,
        outcome: &'a O,
        judge: impl FnOnce(Result<&'a O::Ok, &'a O::Error>) -> Option<Judgment<'a>>,
    ) -> Option<Judgment<'a>> {
        match self.earlier_verdict() {
            Some(verdict) => Some(Judgment::of_earlier(verdict)),
            None => judge(outcome.as_result()),
        }
    }

    /// The verdict on an outcome that is the failure of the attempt before. It was judged then, and a second look could
    /// find something else.
    #[inline(always)]
    fn earlier_verdict(&self) -> Option<Verdict> {
        self.memory.verdict().filter(|_| self.time.cut() == Some(Cut::DeadlineAfterFailure))
    }

    #[inline(always)]
    fn settle_success(&self, plan: &Plan) -> ControlFlow<(), Duration> {
        self.report_success(plan);
        ControlFlow::Break(())
    }

    #[inline(always)]
    fn report_success(&self, plan: &Plan) {
        report(plan.origin(self.number()), Event::Succeeded, Text::NONE);
    }

    #[inline(always)]
    fn settle_failure(&mut self, plan: &Plan, judgment: &mut Judgment<'_>) -> ControlFlow<(), Duration>
    where
        R: Random,
    {
        self.note_cut(judgment);
        if plan.waits.retries_at_once() {
            self.settle_here(plan, judgment)
        } else {
            self.settle_apart(plan, judgment)
        }
    }

    /// Corrects the judgment of an outcome that we made ourselves.
    #[inline(always)]
    fn note_cut(&self, judgment: &mut Judgment<'_>) {
        if let Some(verdict) = self.time.cut().and_then(Cut::verdict) {
            *judgment = judgment.of_cut(verdict);
        }
    }
}

impl<R, M, T> Attempts<R, M, T> {
    /// That of the attempt under way, from 1.
    #[inline]
    pub fn number(&self) -> u32 {
        self.retries.saturating_add(1)
    }
}
