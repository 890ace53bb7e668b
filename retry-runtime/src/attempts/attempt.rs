use core::time::Duration;
use std::time::Instant;

/// An attempt as its body sees it, under `attempt = name`.
#[derive(Clone, Copy, Debug)]
pub struct Attempt {
    pub(crate) number: u32,
    pub(crate) max: u32,
    pub(crate) call_began: Instant,
    pub(crate) began: Instant,
    pub(crate) limit: Option<Duration>,
    pub(crate) now: fn() -> Instant,
}

impl Attempt {
    /// Its number, from 1.
    #[must_use]
    pub const fn number(&self) -> u32 {
        self.number
    }

    /// How many attempts there may be in all.
    #[must_use]
    pub const fn max(&self) -> u32 {
        self.max
    }

    /// Whether there is no other attempt after this one, however it fails.
    #[must_use]
    pub const fn is_last(&self) -> bool {
        self.number >= self.max
    }

    /// How long the call has taken until now: attempts and waits.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        (self.now)().saturating_duration_since(self.call_began)
    }

    /// What is left of this attempt's time: of `attempt_timeout` or of `deadline`, whichever ends first. `None` where
    /// neither is written.
    ///
    /// It is the number for the client's own timeout in a sync function, which nobody can cut from outside.
    #[must_use]
    pub fn remaining(&self) -> Option<Duration> {
        let taken = (self.now)().saturating_duration_since(self.began);
        self.limit.map(|limit| limit.saturating_sub(taken))
    }
}
