//! Calls that wait at a gate, on the clock of these tests.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::task::{Wake, Waker};
use std::vec::Vec;

use super::at;
use crate::upstream::Upstream;
use crate::upstream::gate::Visit;
use crate::upstream::line::{Place, Ticket};
use crate::upstream::shared::{Shared, Turn};
use crate::upstream::word::Pass;
use crate::verdict::Verdict;

/// A call that waits, and how often it was woken.
#[derive(Debug)]
pub(in crate::upstream) struct Caller<'a> {
    shared: &'a Shared,
    visit: Visit,
    ticket: Option<Ticket>,
    pub(in crate::upstream) end: Option<f64>,
    wakes: Arc<Wakes>,
}

#[derive(Debug, Default)]
struct Wakes(AtomicUsize);

impl Wake for Wakes {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Relaxed);
    }
}

impl<'a> Caller<'a> {
    pub(in crate::upstream) fn new(upstream: &'a Upstream, place: Place) -> Self {
        let visit = Visit { place, cost: 1 };
        Self { shared: &upstream.shared, visit, ticket: None, end: None, wakes: Arc::default() }
    }

    pub(in crate::upstream) fn cost(mut self, cost: u32) -> Self {
        self.visit.cost = cost;
        self
    }

    pub(in crate::upstream) fn until(mut self, end: f64) -> Self {
        self.end = Some(end);
        self
    }

    /// Polls the call at this time.
    pub(in crate::upstream) fn ask(&mut self, seconds: f64) -> Turn {
        let waker = Waker::from(Arc::clone(&self.wakes));
        self.shared.ask(self.visit, &mut self.ticket, waker, self.end.map(at), at(seconds))
    }

    #[track_caller]
    pub(in crate::upstream) fn goes(&mut self, seconds: f64) -> Pass {
        match self.ask(seconds) {
            Turn::Go(pass) => pass,
            turn => panic!("{turn:?} at {seconds} s"),
        }
    }

    #[track_caller]
    pub(in crate::upstream) fn waits(&mut self, seconds: f64) -> f64 {
        match self.ask(seconds) {
            Turn::Wait(look) => look.after.as_secs_f64(),
            turn => panic!("{turn:?} at {seconds} s"),
        }
    }

    /// Polls the call whenever its timer says so, until it goes. Returns when.
    pub(in crate::upstream) fn goes_from(&mut self, mut seconds: f64) -> f64 {
        loop {
            match self.ask(seconds) {
                Turn::Go(_) => return seconds,
                Turn::Wait(look) => seconds += look.after.as_secs_f64(),
                turn => panic!("{turn:?} at {seconds} s"),
            }
        }
    }

    pub(in crate::upstream) fn leave(mut self) {
        if let Some(ticket) = self.ticket.take() {
            self.shared.leave(ticket);
        }
    }

    /// The number of wake-ups since the last question.
    pub(in crate::upstream) fn wakes(&self) -> usize {
        self.wakes.0.swap(0, Relaxed)
    }
}

impl Upstream {
    /// A call that goes now, or not at all.
    pub(in crate::upstream) fn enter(&self, seconds: f64) -> Option<Pass> {
        let visit = Visit { place: Place::Foreground, cost: 1 };
        self.shared.pass().or_else(|| self.shared.enter(visit, at(seconds)))
    }

    pub(in crate::upstream) fn fail(&self, pass: Pass, verdict: Verdict, seconds: f64) {
        self.shared.failed(pass, verdict, at(seconds));
    }

    pub(in crate::upstream) fn succeed(&self, pass: Pass, seconds: f64) {
        self.shared.succeeded(pass, 0, || at(seconds));
    }

    pub(in crate::upstream) fn is_open(&self) -> bool {
        self.shared.pass().is_some()
    }

    /// Calls per second, or `None` if there is no pace.
    pub(in crate::upstream) fn rate(&self, seconds: f64) -> Option<f64> {
        self.shared.lock(at(seconds), |gate| gate.state.pace.as_ref().map(crate::upstream::pace::Pace::rate))
    }

    /// Closes the gate at this time, with slow start.
    pub(in crate::upstream) fn close(&self, seconds: f64) {
        let pass = self.enter(seconds).expect("the gate is open");
        self.fail(pass, Verdict::throttled(), seconds);
        assert!(!self.is_open());
    }

    /// This many calls, which have joined the line in this order.
    pub(in crate::upstream) fn line(&self, places: &[Place], seconds: f64) -> Vec<Caller<'_>> {
        let mut callers: Vec<_> = places.iter().map(|place| Caller::new(self, *place)).collect();
        for caller in &mut callers {
            caller.waits(seconds);
        }
        callers
    }
}
