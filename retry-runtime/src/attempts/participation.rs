use core::time::Duration;

use crate::verdict::{FailureClass, Verdict};

/// The part of one call in what all calls to one API share.
pub trait Participation {
    /// Whether each call spreads the wait for a hint on its own.
    const SPREADS_HINTS: bool;

    /// The attempt succeeded.
    fn succeeded(&mut self);

    /// The attempt failed, even if another one follows. A call that shares nothing asks for no verdict.
    fn failed(&mut self, verdict: impl FnOnce() -> Verdict);

    /// Pays for a retry after a failure of this class. Returns whether the retry is allowed.
    fn pay(&mut self, class: FailureClass) -> bool;

    /// The expected wait of the next attempt for its turn.
    fn expected_wait(&self) -> Duration;

    /// The time for which the present attempt has waited in line, with or without a turn.
    fn waited(&self) -> Duration;
}

/// The part of a call that a returned stream keeps until it ends or is dropped.
#[cfg(feature = "std")]
#[allow(dead_code, unreachable_pub, reason = "only streams break")]
pub trait Kept {
    /// The stream broke after its first item.
    fn broke(&self, verdict: Verdict);
}

/// For functions without `upstream`.
#[cfg(feature = "std")]
impl Kept for () {
    #[inline]
    fn broke(&self, _: Verdict) {}
}

/// For functions without `upstream`: the call shares nothing.
#[derive(Debug)]
pub struct Alone;

impl Participation for Alone {
    const SPREADS_HINTS: bool = true;

    #[inline]
    fn succeeded(&mut self) {}

    #[inline]
    fn failed(&mut self, _: impl FnOnce() -> Verdict) {}

    #[inline]
    fn pay(&mut self, _: FailureClass) -> bool {
        true
    }

    #[inline]
    fn expected_wait(&self) -> Duration {
        Duration::ZERO
    }

    #[inline]
    fn waited(&self) -> Duration {
        Duration::ZERO
    }
}
