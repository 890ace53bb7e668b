//! The delays of the runtime's `Policy::DEFAULT` that the macro has to know, in nanoseconds.

pub(crate) const INITIAL_DELAY: u64 = 500_000_000;
pub(crate) const MAX_DELAY: u64 = 20_000_000_000;
