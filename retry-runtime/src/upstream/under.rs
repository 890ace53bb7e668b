use core::ops::Deref;
use core::time::Duration;
use std::task::Waker;
use std::time::Instant;

use super::Upstream;
use super::budget::price;
use super::gate::{Pass, Visit};
use super::line::{Place, Ticket};
use super::shared::{Shared, Turn};
use super::sync::Ordering::Relaxed;
use crate::verdict::{FailureClass, Verdict};
use crate::wait::Clock;

/// One call's part in an upstream: its place in the line, the leave for its attempt, and the price of its last retry.
///
/// Dropped in the middle of an attempt or of a wait, it leaves nothing behind.
#[derive(Debug)]
pub struct Under<H: Deref<Target = Upstream>> {
    upstream: H,
    cost: u32,
    is_background: bool,
    is_retry: bool,
    ticket: Option<Ticket>,
    pass: Pass,
    /// What the last retry has cost.
    price: u32,
}

impl<H: Deref<Target = Upstream>> Under<H> {
    /// Before the first attempt of a call.
    #[inline]
    pub fn new(upstream: H) -> Self {
        let pass = Pass::default();
        Self { upstream, cost: 1, is_background: false, is_retry: false, ticket: None, pass, price: 0 }
    }

    /// What each attempt uses of `tokens_per_minute`.
    #[inline]
    #[must_use]
    pub fn cost(mut self, cost: u32) -> Self {
        self.cost = cost;
        self
    }

    /// Lets other calls pass.
    #[inline]
    #[must_use]
    pub fn background(mut self) -> Self {
        self.is_background = true;
        self
    }

    /// An attempt succeeded.
    #[inline]
    pub fn succeeded<C: Clock>(&mut self, _: C) {
        let pass = core::mem::take(&mut self.pass);
        self.shared().succeeded(pass, self.price, C::now);
    }

    /// An attempt failed. The upstream hears of each failure, whether there is another attempt or not.
    pub fn failed<C: Clock>(&mut self, _: C, verdict: Verdict) {
        let pass = core::mem::take(&mut self.pass);
        self.shared().failed(pass, verdict, C::now());
    }

    /// Pays for a retry after a failure of this class. Says whether there may be one.
    pub fn pay(&mut self, class: FailureClass) -> bool {
        let settings = &self.shared().settings;
        if !settings.allows_retries.load(Relaxed) {
            return false;
        }
        let price = price(class);
        let is_paid = settings.budget.is_none_or(|size| self.shared().budget.0.withdraw(price, size));
        if is_paid {
            self.price = price;
            self.is_retry = true;
        }
        is_paid
    }

    /// How long the next attempt is expected to wait in the line, if it joins now.
    #[must_use]
    pub fn expected_wait<C: Clock>(&self, _: C) -> Duration {
        let shared = self.shared();
        if shared.pass().is_some() {
            return Duration::ZERO;
        }
        shared.lock(C::now(), |gate| gate.expected_wait(self.visit()))
    }

    #[inline]
    pub(super) fn enter_open(&mut self) -> bool {
        let Some(pass) = self.shared().pass() else { return false };
        // Whoever is in the line leaves it under the lock.
        if self.ticket.is_some() {
            return false;
        }
        self.pass = pass;
        true
    }

    /// Goes past an empty line.
    pub(super) fn enter(&mut self, now: Instant) -> bool {
        if self.ticket.is_some() {
            return false;
        }
        let pass = self.shared().enter(self.visit(), now);
        self.pass = pass.unwrap_or_default();
        pass.is_some()
    }

    pub(super) fn ask(&mut self, waker: Waker, end: Option<Instant>, now: Instant) -> Turn {
        let mut ticket = self.ticket;
        let turn = self.shared().ask(self.visit(), &mut ticket, waker, end, now);
        self.ticket = ticket;
        if let Turn::Go(pass) = turn {
            self.pass = pass;
        }
        turn
    }

    pub(super) fn leave_line(&mut self) {
        if let Some(ticket) = self.ticket.take() {
            self.shared().leave(ticket);
        }
    }

    fn visit(&self) -> Visit {
        Visit { place: Place::of(self.is_retry, self.is_background), cost: self.cost }
    }

    #[inline]
    fn shared(&self) -> &Shared {
        &self.upstream.shared
    }
}

impl<H: Deref<Target = Upstream>> Drop for Under<H> {
    #[inline]
    fn drop(&mut self) {
        self.leave_line();
        if self.pass.is_awaited() {
            self.shared().dropped(self.pass);
        }
    }
}
