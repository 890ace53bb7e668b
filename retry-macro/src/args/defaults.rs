//! What the runtime's `Policy::DEFAULT` holds, where the macro has to know it; delays in nanoseconds.

pub(crate) const MAX: u32 = 3;
pub(crate) const INITIAL_DELAY: u64 = 500_000_000;
pub(crate) const THROTTLED_DELAY: u64 = 1_000_000_000;
pub(crate) const MAX_DELAY: u64 = 20_000_000_000;
pub(crate) const MAX_RETRY_AFTER: u64 = 120_000_000_000;
