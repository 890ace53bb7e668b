use core::time::Duration;

use crate::policy::Policy;

/// What the attribute says of a function, fixed when it is compiled: its policy, its limits, its name.
#[derive(Clone, Copy, Debug)]
#[must_use]
pub struct Plan {
    #[expect(dead_code, reason = "for traces and metrics")]
    pub(crate) name: &'static str,
    pub(crate) policy: Policy,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) deadline: Option<Duration>,
}

impl Plan {
    /// Without limits.
    pub const fn new(name: &'static str, policy: Policy) -> Self {
        Self { name, policy, attempt_timeout: None, deadline: None }
    }

    /// One attempt's limit.
    ///
    /// # Panics
    ///
    /// If it is zero: in the expansion that is a compile error.
    #[track_caller]
    pub const fn attempt_timeout(mut self, limit: Duration) -> Self {
        assert!(!limit.is_zero(), "`attempt_timeout` is zero, so no attempt could succeed");
        self.attempt_timeout = Some(limit);
        self
    }

    /// The whole call's limit.
    ///
    /// # Panics
    ///
    /// If it is zero: in the expansion that is a compile error.
    #[track_caller]
    pub const fn deadline(mut self, limit: Duration) -> Self {
        assert!(!limit.is_zero(), "`deadline` is zero, so no attempt could succeed");
        self.deadline = Some(limit);
        self
    }
}
