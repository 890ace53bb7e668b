//! The state of a call besides the number of its retries: the source of its jitter, and what an option asks it to remember.

use crate::random::Random;
#[cfg(feature = "std")]
use crate::seam;
use crate::verdict::Verdict;

/// The state that waits are drawn from.
pub trait Memory {
    /// The source of random numbers.
    type Random: Random;

    /// The source, and our own part of the previous wait in nanoseconds.
    fn draws(&mut self) -> (&Self::Random, Option<&mut u64>);

    /// The verdict on the previous attempt.
    fn verdict(&self) -> Option<Verdict> {
        None
    }

    /// Remembers the verdict on an attempt that is followed by another one.
    fn note_verdict(&mut self, _: Verdict) {}
}

/// The generator of the thread. The test kit can fix its numbers.
#[derive(Clone, Copy, Debug)]
pub struct ThreadRandom;

#[cfg(feature = "std")]
impl Random for ThreadRandom {
    #[inline]
    fn draw(&self) -> u64 {
        seam::draw().unwrap_or_else(crate::random::draw)
    }
}

/// For most policies: nothing is remembered.
#[derive(Debug)]
pub struct NoMemory<R>(pub(super) R);

impl<R: Random> Memory for NoMemory<R> {
    type Random = R;

    fn draws(&mut self) -> (&R, Option<&mut u64>) {
        (&self.0, None)
    }
}

/// For decorrelated jitter, which draws from the previous wait.
#[derive(Debug)]
pub struct PreviousWait<R> {
    random: R,
    wait: u64,
}

impl<R> PreviousWait<R> {
    pub(super) const fn new(random: R) -> Self {
        Self { random, wait: 0 }
    }
}

impl<R: Random> Memory for PreviousWait<R> {
    type Random = R;

    fn draws(&mut self) -> (&R, Option<&mut u64>) {
        (&self.random, Some(&mut self.wait))
    }
}

/// For `last_error`: the deadline may return the failure that was kept, and its verdict.
#[derive(Debug)]
pub struct PreviousVerdict<M> {
    memory: M,
    verdict: Option<Verdict>,
}

impl<M> PreviousVerdict<M> {
    pub(super) const fn new(memory: M) -> Self {
        Self { memory, verdict: None }
    }
}

impl<M: Memory> Memory for PreviousVerdict<M> {
    type Random = M::Random;

    fn draws(&mut self) -> (&M::Random, Option<&mut u64>) {
        self.memory.draws()
    }

    fn verdict(&self) -> Option<Verdict> {
        self.verdict
    }

    fn note_verdict(&mut self, verdict: Verdict) {
        self.verdict = Some(verdict);
    }
}
