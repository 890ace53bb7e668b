//! A stand-in for the verdicts of the runtime, whose gate asks for no more than this.

#![expect(dead_code, reason = "the gate knows classes that no test needs")]

use core::time::Duration;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FailureClass {
    Transient,
    TimedOut,
    Throttled,
    Overloaded,
    Permanent(PermanentReason),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PermanentReason {
    Quota,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Verdict(FailureClass);

impl Verdict {
    pub(crate) fn transient() -> Self {
        Self(FailureClass::Transient)
    }

    pub(crate) fn throttled() -> Self {
        Self(FailureClass::Throttled)
    }

    pub(crate) fn class(self) -> FailureClass {
        self.0
    }

    #[expect(clippy::unused_self, reason = "as in the runtime")]
    pub(crate) fn hint(self) -> Option<Duration> {
        None
    }
}
