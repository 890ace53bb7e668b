#[cfg(feature = "std")]
mod timed;

use core::ops::ControlFlow;
use core::time::Duration;

#[cfg(feature = "std")]
pub use self::timed::timed;
use crate::backoff::nanos;
use crate::judgement::{Choice, Judgement};
use crate::observe::{Failure, GaveUp, Retry, StopReason};
use crate::outcome::Outcome;
use crate::plan::Plan;
use crate::policy::Wait;
use crate::random::{Random, ThreadRandom};
use crate::report::{Event, report};
use crate::retryable::Retryable;
use crate::time::{Cut, Time, Untimed};
use crate::verdict::{Class, Reason, Verdict};

/// The state of one call: how many retries there were. One `u32`, unless an option needs more.
#[derive(Debug)]
pub struct Attempts<R = ThreadRandom, M = NoMemory, T = Untimed> {
    retries: u32,
    random: R,
    memory: M,
    time: T,
}

/// What a call remembers of its waits.
pub trait Memory {
    /// Our own wait before this one, in nanoseconds.
    fn previous(&mut self) -> Option<&mut u64>;
}

/// Nothing, which is all that most policies need.
#[derive(Debug)]
pub struct NoMemory;

/// The wait before: what decorrelated jitter draws from.
#[derive(Debug, Default)]
pub struct PreviousWait(u64);

impl Memory for NoMemory {
    fn previous(&mut self) -> Option<&mut u64> {
        None
    }
}

impl Memory for PreviousWait {
    fn previous(&mut self) -> Option<&mut u64> {
        Some(&mut self.0)
    }
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
        Attempts { retries: self.retries, random: self.random, memory: PreviousWait(0), time: self.time }
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
            Ok(_) => {
                report(plan, self.number(), Event::Succeeded);
                ControlFlow::Break(())
            }
            Err(error) => {
                let cut = self.time.cut().and_then(Cut::verdict);
                self.settle_failure(plan, cut.unwrap_or_else(|| error.verdict()))
            }
        }
    }

    /// One function, however many annotated functions fail with whatever errors. It gets the verdict and not the
    /// error: an outcome whose address escapes is stored and read again in every call that succeeds.
    #[cold]
    #[inline(never)]
    fn settle_failure(&mut self, plan: &Plan, verdict: Verdict) -> ControlFlow<(), Duration>
    where
        R: Random,
    {
        match self.decide_and_report(plan, &verdict, Choice::Verdict) {
            Ok(wait) => ControlFlow::Continue(wait.duration),
            Err(_) => ControlFlow::Break(()),
        }
    }

    /// [`settle`](Self::settle) for functions whose options judge outcomes or want to hear of them. `None` is a success.
    #[inline(always)]
    pub fn settle_with<'a, O: Outcome>(
        &mut self,
        plan: &Plan,
        outcome: &'a O,
        judge: impl FnOnce(Result<&O::Ok, &O::Error>) -> Judgement,
    ) -> ControlFlow<Option<GaveUp<'a, O::Error>>, Retry<'a, O::Error>>
    where
        R: Random,
    {
        let Judgement::Failure(mut verdict, mut choice) = judge(outcome.as_result()) else {
            report(plan, self.number(), Event::Succeeded);
            return ControlFlow::Break(None);
        };
        if let Some(cut) = self.time.cut().and_then(Cut::verdict) {
            (verdict, choice) = (cut, choice.of_cut());
        }
        let failure =
            Failure { attempt: self.number(), max: plan.attempts(), verdict, error: outcome.error() };
        match self.decide_apart(plan, &verdict, choice) {
            Ok(Wait { duration, is_hint }) => {
                ControlFlow::Continue(Retry { failure, wait: duration, is_hint })
            }
            Err(reason) => ControlFlow::Break(Some(GaveUp { failure, reason })),
        }
    }

    /// As [`settle_failure`](Self::settle_failure): once, and not in every function that has hooks.
    #[cold]
    #[inline(never)]
    fn decide_apart(&mut self, plan: &Plan, verdict: &Verdict, choice: Choice) -> Result<Wait, StopReason>
    where
        R: Random,
    {
        self.decide_and_report(plan, verdict, choice)
    }

    #[inline]
    fn decide_and_report(
        &mut self,
        plan: &Plan,
        verdict: &Verdict,
        choice: Choice,
    ) -> Result<Wait, StopReason>
    where
        R: Random,
    {
        let attempt = self.number();
        let decision = self.decide(plan, verdict, choice);
        report(
            plan,
            attempt,
            match decision {
                Ok(wait) => Event::Retried(*verdict, wait),
                Err(reason) => Event::GaveUp(*verdict, reason),
            },
        );
        decision
    }

    /// The one place that decides whether there is another attempt, and when.
    #[inline]
    fn decide(&mut self, plan: &Plan, verdict: &Verdict, choice: Choice) -> Result<Wait, StopReason>
    where
        R: Random,
    {
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
        let left = plan.deadline.map(|deadline| nanos(deadline.saturating_sub(self.time.elapsed())));
        let random = || self.random.draw();
        let wait = plan.policy.wait(retry, verdict, self.memory.previous(), left, random)?;
        self.retries = retry + 1;
        self.time.note_failure(verdict.class());
        Ok(wait)
    }
}

impl<R, M, T> Attempts<R, M, T> {
    /// That of the attempt under way, from 1.
    fn number(&self) -> u32 {
        self.retries.saturating_add(1)
    }
}
