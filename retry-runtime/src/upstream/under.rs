use core::future::Future;
use core::ops::Deref;
use core::time::Duration;
use std::time::Instant;

use super::Upstream;
use super::admission::{Admission, Park, Refused, Waited, wait};
use super::gate::{Look, Visit};
use super::line::Place;
use super::shared::Shared;
use super::slot::Slot;
use super::word::Pass;
use crate::policy::nanos;
use crate::seam::Own;
use crate::verdict::{FailureClass, Verdict};
use crate::wait::Clock;

/// One call's part in an upstream: the leave for its attempt, and the price of its last retry.
///
/// Dropped in the middle of an attempt, it frees what the attempt holds.
#[derive(Debug)]
pub struct Under<H: Deref<Target = Upstream>> {
    upstream: H,
    own: Own<Shared>,
    pass: Pass,
    /// The nanoseconds that the present attempt has waited for its turn.
    waited: u64,
    /// The price of the last retry.
    price: u32,
    cost: u32,
    is_background: bool,
}

impl<H: Deref<Target = Upstream>> Under<H> {
    /// Before the first attempt of a call.
    #[inline]
    pub fn new(upstream: H) -> Self {
        let own = upstream.own();
        Self { upstream, own, pass: Pass::default(), waited: 0, price: 0, cost: 1, is_background: false }
    }

    /// Sets the tokens that each attempt uses of `tokens_per_minute`.
    #[inline]
    #[must_use]
    pub fn cost(mut self, cost: u32) -> Self {
        self.cost = cost;
        self.shared().note_cost(cost);
        self
    }

    /// Lets other calls pass.
    #[inline]
    #[must_use]
    pub fn background(mut self) -> Self {
        self.is_background = true;
        self
    }

    /// Waits for a turn in an async function, but not until `end`. `sleep` makes the timer for a look.
    ///
    /// # Errors
    ///
    /// If there is no turn before `end`.
    #[inline]
    pub async fn admit<C: Clock, S: Future<Output = ()>>(
        &mut self,
        _: C,
        is_retry: bool,
        end: Option<Instant>,
        sleep: impl FnMut(Look) -> S,
    ) -> Result<(), Refused> {
        match self.shared().pass() {
            Some(pass) => {
                self.pass = pass;
                Ok(())
            }
            None => {
                let turn = Admission::<C, _, _>::new(self.shared(), self.visit(is_retry), end, sleep).await;
                self.end_wait(turn)
            }
        }
    }

    /// Waits for a turn in a sync function, but not until `end`.
    ///
    /// # Errors
    ///
    /// If there is no turn before `end`.
    #[inline]
    pub fn admit_blocking<C: Clock>(
        &mut self,
        _: C,
        is_retry: bool,
        end: Option<Instant>,
        park: impl Park,
    ) -> Result<(), Refused> {
        match self.shared().pass() {
            Some(pass) => {
                self.pass = pass;
                Ok(())
            }
            None => {
                let turn = wait::<C>(self.shared(), self.visit(is_retry), end, park);
                self.end_wait(turn)
            }
        }
    }

    #[inline]
    fn end_wait(&mut self, Waited { turn, time }: Waited) -> Result<(), Refused> {
        self.waited = nanos(time);
        self.pass = turn?;
        Ok(())
    }

    /// Goes if it need not wait, and says whether it does.
    #[inline]
    pub(super) fn may_go<C: Clock>(&mut self, is_retry: bool) -> bool {
        let pass = match self.shared().pass() {
            None => self.shared().enter(self.visit(is_retry), C::now()),
            pass => pass,
        };
        self.pass = pass.unwrap_or(self.pass);
        pass.is_some()
    }

    /// The time for which the present attempt has waited in line, with or without a turn.
    #[must_use]
    pub fn waited(&self) -> Duration {
        Duration::from_nanos(self.waited)
    }

    /// Hands over the slot of the attempt, if it has one. It is free when that is dropped.
    #[inline]
    pub fn hand_over_slot<C: Clock>(&mut self, _: C) -> Slot<H, C>
    where
        H: Clone,
    {
        let (pass, slot) = self.pass.apart_from_slot();
        self.pass = pass;
        Slot::new(self.upstream.clone(), self.own.clone(), slot)
    }

    /// An attempt succeeded.
    #[inline]
    pub fn succeeded<C: Clock>(&mut self, _: C) {
        self.shared().succeeded(self.pass, self.price, C::now);
        if self.pass.is_awaited() {
            self.pass = Pass::default();
        }
    }

    /// An attempt failed. Each failure is reported to the upstream, even if no other attempt follows.
    pub fn failed<C: Clock>(&mut self, _: C, verdict: Verdict) {
        let pass = core::mem::take(&mut self.pass);
        self.waited = 0;
        self.shared().failed(pass, verdict, C::now());
    }

    /// Pays for a retry after a failure of this class. Returns whether the retry is allowed.
    pub fn pay(&mut self, class: FailureClass) -> bool {
        let price = self.shared().pay(class);
        self.price = price.unwrap_or(self.price);
        price.is_some()
    }

    /// The expected wait of a retry that joins the line now.
    #[inline]
    #[must_use]
    pub fn expected_wait<C: Clock>(&self, _: C) -> Duration {
        let shared = self.shared();
        if shared.pass().is_some() {
            return Duration::ZERO;
        }
        shared.expected_wait(self.visit(true), C::now())
    }

    /// Takes the pass of the attempt. The caller must release it.
    #[inline]
    pub(super) fn take_pass(&mut self) -> Pass {
        core::mem::take(&mut self.pass)
    }

    /// The same call with this pass, and with a reference to its upstream.
    #[inline]
    pub(super) fn lent(&self, pass: Pass) -> Under<&Upstream> {
        let Self { waited, price, cost, is_background, .. } = *self;
        Under { upstream: &self.upstream, own: self.own.clone(), pass, waited, price, cost, is_background }
    }

    /// The wait of the attempt for its turn, and the price of its retry.
    #[inline]
    pub(super) fn account(&self) -> (u64, u32) {
        (self.waited, self.price)
    }

    #[inline]
    pub(super) fn set_account(&mut self, account: (u64, u32)) {
        (self.waited, self.price) = account;
    }

    #[inline]
    fn visit(&self, is_retry: bool) -> Visit {
        Visit { place: Place::of(is_retry, self.is_background), cost: self.cost }
    }

    #[inline]
    fn shared(&self) -> &Shared {
        self.own.or(&self.upstream.shared)
    }
}

impl<H: Deref<Target = Upstream>> Drop for Under<H> {
    #[inline]
    fn drop(&mut self) {
        if self.pass.is_awaited() {
            self.shared().dropped(self.pass);
        }
    }
}
