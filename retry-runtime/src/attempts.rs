use core::ops::ControlFlow;
use core::time::Duration;

use crate::judgement::{Choice, Judgement};
use crate::observe::{Failure, GaveUp, Retry, StopReason};
use crate::outcome::Outcome;
use crate::policy::{Policy, Wait};
use crate::random::{Random, ThreadRandom};
use crate::retryable::Retryable;
use crate::verdict::{Class, Reason, Verdict};

/// The state of one call: how many retries there were. One `u32`, unless an option needs more.
#[derive(Debug)]
pub struct Attempts<R = ThreadRandom, M = NoMemory> {
    retries: u32,
    random: R,
    memory: M,
}

/// What a call remembers of its waits.
pub trait Memory {
    /// Our own wait before this one, in nanoseconds.
    fn previous(&mut self) -> Option<&mut u64>;
}

/// Nothing.
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
        Self { retries: 0, random, memory: NoMemory }
    }

    /// With room for the wait before.
    #[inline]
    pub fn remembering(self) -> Attempts<R, PreviousWait> {
        Attempts { retries: self.retries, random: self.random, memory: PreviousWait(0) }
    }
}

// The bounds stand on the methods, where rustc explains a missing source of random numbers in our words.
#[expect(clippy::inline_always, reason = "a call would copy the outcome of every success")]
impl<R, M: Memory> Attempts<R, M> {
    /// Decides on an outcome: hand it on, or drop it and wait this long before the next attempt.
    #[inline(always)]
    pub fn settle<O>(&mut self, policy: &Policy, outcome: &O) -> ControlFlow<(), Duration>
    where
        O: Outcome<Error: Retryable>,
        R: Random,
    {
        match outcome.as_result() {
            Ok(_) => ControlFlow::Break(()),
            Err(error) => self.settle_failure(policy, error.verdict()),
        }
    }

    /// One function, however many annotated functions fail with whatever errors. It gets the verdict and not the
    /// error: an outcome whose address escapes is stored and read again in every call that succeeds.
    #[cold]
    #[inline(never)]
    fn settle_failure(&mut self, policy: &Policy, verdict: Verdict) -> ControlFlow<(), Duration>
    where
        R: Random,
    {
        match self.decide(policy, &verdict, Choice::Verdict) {
            Ok(wait) => ControlFlow::Continue(wait.duration),
            Err(_) => ControlFlow::Break(()),
        }
    }

    /// [`settle`](Self::settle) for functions whose options judge outcomes or want to hear of them. `None` is a success.
    #[inline(always)]
    pub fn settle_with<'a, O: Outcome>(
        &mut self,
        policy: &Policy,
        outcome: &'a O,
        judge: impl FnOnce(Result<&O::Ok, &O::Error>) -> Judgement,
    ) -> ControlFlow<Option<GaveUp<'a, O::Error>>, Retry<'a, O::Error>>
    where
        R: Random,
    {
        let Judgement::Failure(verdict, choice) = judge(outcome.as_result()) else {
            return ControlFlow::Break(None);
        };
        let attempt = self.retries.saturating_add(1);
        let failure = Failure { attempt, max: policy.attempts(), verdict, error: outcome.error() };
        match self.decide_apart(policy, &verdict, choice) {
            Ok(Wait { duration, is_hint }) => {
                ControlFlow::Continue(Retry { failure, wait: duration, is_hint })
            }
            Err(reason) => ControlFlow::Break(Some(GaveUp { failure, reason })),
        }
    }

    #[cold]
    #[inline(never)]
    fn decide_apart(&mut self, policy: &Policy, verdict: &Verdict, choice: Choice) -> Result<Wait, StopReason>
    where
        R: Random,
    {
        self.decide(policy, verdict, choice)
    }

    /// The one place that decides whether there is another attempt, and when.
    #[inline]
    fn decide(&mut self, policy: &Policy, verdict: &Verdict, choice: Choice) -> Result<Wait, StopReason>
    where
        R: Random,
    {
        if !choice.allows(verdict) {
            return Err(match (choice, verdict.class()) {
                (Choice::Excluded, _) => StopReason::Excluded,
                (_, Class::Permanent(Reason::Unrecognised)) => StopReason::Unrecognised,
                _ => StopReason::Permanent,
            });
        }
        let retry = self.retries;
        if policy.is_last(retry.saturating_add(1)) {
            return Err(StopReason::Attempts);
        }
        let random = || self.random.draw();
        let wait =
            policy.wait(retry, verdict, self.memory.previous(), random).ok_or(StopReason::HintTooLong)?;
        self.retries = retry + 1;
        Ok(wait)
    }
}
