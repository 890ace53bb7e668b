//! The state that options add to a call, besides the number of its retries.

use crate::verdict::Verdict;

/// The part of the previous attempt that a call remembers.
pub trait Memory: Copy {
    /// Our own part of the previous wait, in nanoseconds.
    fn wait(&mut self) -> Option<&mut u64> {
        None
    }

    /// The verdict on the previous attempt.
    fn verdict(&self) -> Option<Verdict> {
        None
    }

    /// Remembers the verdict on an attempt that is followed by another one.
    fn note_verdict(&mut self, _: Verdict) {}
}

/// For most policies: nothing is remembered.
#[derive(Clone, Copy, Debug)]
pub struct NoMemory;

impl Memory for NoMemory {}

/// For decorrelated jitter, which draws from the previous wait.
#[derive(Clone, Copy, Debug, Default)]
pub struct PreviousWait(u64);

impl Memory for PreviousWait {
    fn wait(&mut self) -> Option<&mut u64> {
        Some(&mut self.0)
    }
}

/// For `last_error`: the deadline may return the failure that was kept, and its verdict.
#[derive(Clone, Copy, Debug)]
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
    fn wait(&mut self) -> Option<&mut u64> {
        self.memory.wait()
    }

    fn verdict(&self) -> Option<Verdict> {
        self.verdict
    }

    fn note_verdict(&mut self, verdict: Verdict) {
        self.verdict = Some(verdict);
    }
}
