use core::ops::Deref;
use core::time::Duration;

use super::{Under, Upstream};
use crate::attempts::Participation;
use crate::verdict::{FailureClass, Verdict};
use crate::wait::Clock;

/// A call under an upstream, and the clock that its waits go by.
#[derive(Debug)]
pub struct Joined<H: Deref<Target = Upstream>, C> {
    pub(super) under: Under<H>,
    pub(super) clock: C,
}

impl<H: Deref<Target = Upstream>, C: Clock + Copy> Joined<H, C> {
    /// Before the first attempt of a call.
    #[inline]
    pub fn new(under: Under<H>, clock: C) -> Self {
        Self { under, clock }
    }
}

impl<H: Deref<Target = Upstream>, C: Clock + Copy> Participation for Joined<H, C> {
    /// The pace spreads those who were told the same time.
    const SPREADS_HINTS: bool = false;

    #[inline]
    fn succeeded(&mut self) {
        self.under.succeeded(self.clock);
    }

    fn failed(&mut self, verdict: Verdict) {
        self.under.failed(self.clock, verdict);
    }

    fn pay(&mut self, class: FailureClass) -> bool {
        self.under.pay(class)
    }

    fn expected_wait(&self) -> Duration {
        self.under.expected_wait(self.clock)
    }

    #[inline]
    fn waited(&self) -> Duration {
        self.under.waited()
    }
}
