use core::time::Duration;
use std::time::Instant;

/// The current attempt, which the option `attempt = name` binds for the body, the guards, and the hooks.
#[derive(Clone, Copy, Debug)]
pub struct Attempt {
    pub(crate) number: u32,
    pub(crate) max: u32,
    pub(crate) call_began: Instant,
    pub(crate) began: Instant,
    pub(crate) waited: Duration,
    pub(crate) limit: Option<Duration>,
    pub(crate) now: fn() -> Instant,
}

impl Attempt {
    /// The number of the attempt, starting at 1.
    #[must_use]
    pub const fn number(&self) -> u32 {
        self.number
    }

    /// The most attempts that the call may make, the first included.
    #[must_use]
    pub const fn max(&self) -> u32 {
        self.max
    }

    /// Whether this is the last attempt, however it fails.
    #[must_use]
    pub const fn is_last(&self) -> bool {
        self.number >= self.max
    }

    /// The time since the call began, attempts and waits included.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        (self.now)().saturating_duration_since(self.call_began)
    }

    /// How long the attempt waited for its turn at the upstream. Zero if it went at once, and without `upstream`.
    #[must_use]
    pub const fn waited(&self) -> Duration {
        self.waited
    }

    /// The rest of this attempt's time: of `attempt_timeout` or of `deadline`, whichever ends first. `None` if neither is
    /// set.
    ///
    /// In a sync function, which cannot be cut from outside, pass it to the client as the client's own timeout.
    #[must_use]
    pub fn remaining(&self) -> Option<Duration> {
        let taken = (self.now)().saturating_duration_since(self.began);
        self.limit.map(|limit| limit.saturating_sub(taken))
    }
}
