mod memory;
#[cfg(feature = "std")]
mod timed;

use core::ops::ControlFlow;
use core::time::Duration;

pub use self::memory::PreviousWait;
use self::memory::{Memory, NoMemory};
#[cfg(feature = "std")]
pub use self::timed::timed;
use crate::judgement::{Choice, Judgement, failed};
use crate::observe::{Failure, GaveUp, Retry, StopReason};
use crate::outcome::Outcome;
use crate::plan::Plan;
use crate::policy::Wait;
use crate::random::{Random, ThreadRandom};
use crate::report::{Event, report};
use crate::retryable::Retryable;
use crate::time::{Cut, Time, Untimed};
use crate::verdict::{Class, Reason};

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
            Err(error) => self.settle_failure(plan, &mut failed(error, Choice::Verdict)),
        }
    }

    /// [`settle`](Self::settle) for functions whose options judge outcomes.
    #[inline(always)]
    pub fn settle_by<'a, O: Outcome>(
        &mut self,
        plan: &Plan,
        outcome: &'a O,
        judge: impl FnOnce(Result<&'a O::Ok, &'a O::Error>) -> Option<Judgement<'a>>,
    ) -> ControlFlow<(), Duration>
    where
        R: Random,
    {
        match judge(outcome.as_result()) {
            None => self.settle_success(plan),
            Some(mut judgement) => self.settle_failure(plan, &mut judgement),
        }
    }

    /// [`settle_by`](Self::settle_by) for functions with hooks, which hear of it. `None` is a success.
    #[inline(always)]
    pub fn settle_with<'a, O: Outcome>(
        &mut self,
        plan: &Plan,
        outcome: &'a O,
        judge: impl FnOnce(Result<&'a O::Ok, &'a O::Error>) -> Option<Judgement<'a>>,
    ) -> ControlFlow<Option<GaveUp<'a, O::Error>>, Retry<'a, O::Error>>
    where
        R: Random,
    {
        let Some(mut judgement) = judge(outcome.as_result()) else {
            report(plan, self.number(), Event::Succeeded);
            return ControlFlow::Break(None);
        };
        self.note_cut(&mut judgement);
        let (attempt, verdict) = (self.number(), judgement.verdict);
        let failure = Failure { attempt, max: plan.attempts(), verdict, error: outcome.error() };
        match self.decide_apart(plan, &judgement) {
            Ok(Wait { duration, is_hint }) => {
                ControlFlow::Continue(Retry { failure, wait: duration, is_hint })
            }
            Err(reason) => ControlFlow::Break(Some(GaveUp { failure, reason })),
        }
    }

    #[inline(always)]
    fn settle_success(&self, plan: &Plan) -> ControlFlow<(), Duration> {
        report(plan, self.number(), Event::Succeeded);
        ControlFlow::Break(())
    }

    #[inline(always)]
    fn settle_failure(&mut self, plan: &Plan, judgement: &mut Judgement<'_>) -> ControlFlow<(), Duration>
    where
        R: Random,
    {
        self.note_cut(judgement);
        if plan.waits.begin_at_once() {
            self.settle_here(plan, judgement)
        } else {
            self.settle_apart(plan, judgement)
        }
    }

    /// Corrects the judgement of an outcome that we made ourselves.
    #[inline(always)]
    fn note_cut(&self, judgement: &mut Judgement<'_>) {
        if let Some(verdict) = self.time.cut().and_then(Cut::verdict) {
            *judgement = judgement.of_cut(verdict);
        }
    }

    /// One function, however many annotated functions fail with whatever errors. It gets the judgement and not the
    /// error: an outcome whose address escapes is stored and read again in every call that succeeds. (Traces may print the
    /// error: with them on, the judgement holds its text.)
    #[cold]
    #[inline(never)]
    fn settle_apart(&mut self, plan: &Plan, judgement: &Judgement<'_>) -> ControlFlow<(), Duration>
    where
        R: Random,
    {
        wait_of(self.decide(plan, judgement))
    }

    /// The same in the function itself, for the compiler to see that there is next to nothing to do.
    #[inline]
    fn settle_here(&mut self, plan: &Plan, judgement: &Judgement<'_>) -> ControlFlow<(), Duration>
    where
        R: Random,
    {
        wait_of(self.decide(plan, judgement))
    }

    /// As [`settle_apart`](Self::settle_apart): once, and not in every function that has hooks.
    #[cold]
    #[inline(never)]
    fn decide_apart(&mut self, plan: &Plan, judgement: &Judgement<'_>) -> Result<Wait, StopReason>
    where
        R: Random,
    {
        self.decide(plan, judgement)
    }

    #[inline(always)]
    fn decide(&mut self, plan: &Plan, judgement: &Judgement<'_>) -> Result<Wait, StopReason>
    where
        R: Random,
    {
        let attempt = self.number();
        let decision = self.next_wait(plan, judgement);
        let Judgement { verdict, text, .. } = *judgement;
        report(
            plan,
            attempt,
            match decision {
                Ok(wait) => Event::Retried(verdict, wait, text),
                Err(reason) => Event::GaveUp(verdict, reason, text),
            },
        );
        decision
    }

    /// The one place that decides whether there is another attempt, and when.
    #[inline(always)]
    fn next_wait(&mut self, plan: &Plan, judgement: &Judgement<'_>) -> Result<Wait, StopReason>
    where
        R: Random,
    {
        let Judgement { verdict, choice, .. } = judgement;
        if self.time.cut().is_some_and(Cut::ends_call) {
            return Err(StopReason::Deadline);
        }
        if !choice.allows(verdict) {
            return Err(match (choice, verdict.class()) {
                (Choice::Excepted | Choice::Unnamed, _) => StopReason::Excluded,
                (_, Class::Permanent(Reason::Unrecognised)) => StopReason::Unrecognised,
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

impl<R, M, T> Attempts<R, M, T> {
    /// That of the attempt under way, from 1.
    #[inline]
    pub fn number(&self) -> u32 {
        self.retries.saturating_add(1)
    }
}
