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
