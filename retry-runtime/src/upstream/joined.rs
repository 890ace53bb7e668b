use core::ops::Deref;
use core::time::Duration;

use super::{Under, Upstream};
use crate::attempts::{Attempts, Decide, Decision, Judgment, Memory, Participation, Plan, Time};
use crate::random::Random;
use crate::verdict::{FailureClass, Verdict};
use crate::wait::{Clock, HasClock};

/// A call under an upstream, and the clock that its waits go by.
#[derive(Debug)]
pub struct Joined<H: Deref<Target = Upstream>, C> {
    pub(super) under: Under<H>,
    pub(super) clock: C,
}

impl<H: Deref<Target = Upstream>, C: Clock + Copy> Joined<H, C> {
    /// Before the first attempt of a call.
    #[inline]
    pub fn new(under: Under<H>, clock: C) -> Self
    where
        C: HasClock,
    {
        Self { under, clock }
    }
}

impl<H: Deref<Target = Upstream>, C: Clock + Copy> Participation for Joined<H, C> {
    /// The pace spreads the calls that heard the same time.
    const SPREADS_HINTS: bool = false;

    #[inline]
    fn succeeded(&mut self) {
        self.under.succeeded(self.clock);
    }

    fn failed(&mut self, verdict: impl FnOnce() -> Verdict) {
        self.under.failed(self.clock, verdict());
    }

    fn pay(&mut self, class: FailureClass) -> bool {
        self.under.pay(class)
    }

    #[inline]
    fn expected_wait(&self) -> Duration {
        self.under.expected_wait(self.clock)
    }

    #[inline]
    fn waited(&self) -> Duration {
        self.under.waited()
    }
}

/// The decision is a separate function, which gets a copy of the state: otherwise a success would have to read the state
/// from memory, because that function might have changed it.
impl<H: Deref<Target = Upstream>, C: Clock + Copy> Decide for Joined<H, C> {
    #[inline]
    fn decide<M: Memory, T: Time, D: From<Decision>>(
        attempts: &mut Attempts<M, T, Self>,
        plan: &Plan,
        random: impl Random,
        judgment: &Judgment<'_>,
    ) -> D {
        let Self { under, clock } = &mut attempts.part;
        let (pass, clock) = (under.take_pass(), *clock);
        let under = attempts.part.under.lent(pass);
        let mut copy = attempts.state().sharing(Joined { under, clock });
        let decision = copy.decide(plan, random, judgment);
        let (state, account) = (copy.state(), copy.part.under.account());
        drop(copy);
        attempts.set_state(&state);
        attempts.part.under.set_account(account);
        decision
    }
}
