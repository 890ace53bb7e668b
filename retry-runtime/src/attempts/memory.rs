use crate::verdict::Verdict;

/// What a call remembers of the attempts before.
pub trait Memory {
    /// Our own wait before this one, in nanoseconds.
    fn previous(&mut self) -> Option<&mut u64>;

    /// The verdict on the attempt before.
    fn verdict(&self) -> Option<Verdict> {
        None
    }

    /// Notes the verdict on an attempt that is followed by another one.
    fn note_verdict(&mut self, _: Verdict) {}
}

/// Nothing, which is all that most policies need.
#[derive(Debug)]
pub struct NoMemory;

/// The wait before: decorrelated jitter draws from it.
#[derive(Debug, Default)]
pub struct PreviousWait(u64);

/// The verdict on the failure that `last_error` keeps: the deadline may return that failure.
#[derive(Debug)]
pub struct PreviousVerdict<M> {
    pub(super) wait: M,
    pub(super) verdict: Option<Verdict>,
}

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

impl<M: Memory> Memory for PreviousVerdict<M> {
    fn previous(&mut self) -> Option<&mut u64> {
        self.wait.previous()
    }

    fn verdict(&self) -> Option<Verdict> {
        self.verdict
    }

    fn note_verdict(&mut self, verdict: Verdict) {
        self.verdict = Some(verdict);
    }
}
