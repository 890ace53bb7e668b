use core::cell::RefCell;
use core::time::Duration;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread_local;
use std::time::Instant;
use std::vec::Vec;

use rand::rngs::Xoshiro256PlusPlus;
use rand::{Rng as _, SeedableRng as _};

use super::kit::Kit;
use super::record::{Entry, Record};
use crate::policy::nanos;

thread_local! {
    static CURRENT: RefCell<Option<Context>> = const { RefCell::new(None) };
}

/// What all calls in one kit share, and what is around this one.
#[derive(Clone, Debug)]
pub(super) struct Context {
    shared: Arc<Shared>,
    /// When the first of the attempts that are polled now is over.
    end: Option<Instant>,
}

#[derive(Debug)]
struct Shared {
    kit: Kit,
    began: Instant,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    /// By the virtual clock.
    elapsed: Duration,
    random: Option<Xoshiro256PlusPlus>,
    entries: Vec<Entry>,
}

impl Context {
    pub(super) fn new(kit: Kit) -> Self {
        let random = kit.seed.map(Xoshiro256PlusPlus::seed_from_u64);
        let state = Mutex::new(State { elapsed: Duration::ZERO, random, entries: Vec::new() });
        Self { shared: Arc::new(Shared { kit, began: Instant::now(), state }), end: None }
    }

    /// That of the thread, which has none while it ends.
    pub(super) fn current() -> Option<Self> {
        CURRENT.try_with(|current| current.borrow().clone()).ok().flatten()
    }

    /// In an attempt that ends then.
    pub(super) fn until(self, end: Instant) -> Self {
        let end = self.end.map_or(end, |outer| outer.min(end));
        Self { end: Some(end), ..self }
    }

    /// In a task of its own.
    pub(super) fn detached(self) -> Self {
        Self { end: None, ..self }
    }

    pub(super) fn is_over(&self) -> bool {
        self.end.zip(self.now()).is_some_and(|(end, now)| now >= end)
    }

    /// Makes it that of the thread until the guard is dropped.
    pub(super) fn enter(&self) -> Entered {
        Entered { outer: replace(Some(self.clone())) }
    }

    /// Lets time pass, if the clock is virtual.
    pub(super) fn pass(&self, duration: Duration) -> bool {
        if self.shared.kit.no_wait {
            let mut state = self.state();
            state.elapsed = Duration::from_nanos(nanos(state.elapsed.saturating_add(duration)));
        }
        self.shared.kit.no_wait
    }

    pub(super) fn now(&self) -> Option<Instant> {
        let began = self.shared.began;
        self.shared.kit.no_wait.then(|| began.checked_add(self.state().elapsed).unwrap_or(began))
    }

    pub(super) fn set_now(&self, now: Instant) {
        self.state().elapsed = now.saturating_duration_since(self.shared.began);
    }

    pub(super) fn draw(&self) -> Option<u64> {
        self.state().random.as_mut().map(Xoshiro256PlusPlus::next_u64)
    }

    pub(super) fn attempts(&self) -> Option<u32> {
        self.shared.kit.attempts
    }

    pub(super) fn note(&self, entry: Entry) {
        self.state().entries.push(entry);
    }

    pub(super) fn record(&self) -> Record {
        let state = self.state();
        Record { entries: state.entries.clone(), elapsed: state.elapsed }
    }

    /// Nothing of the user's runs under the lock, so that a panic leaves it as it was.
    fn state(&self) -> MutexGuard<'_, State> {
        self.shared.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Brings the context back that was there before.
#[derive(Debug)]
pub(crate) struct Entered {
    outer: Option<Context>,
}

impl Drop for Entered {
    fn drop(&mut self) {
        replace(self.outer.take());
    }
}

fn replace(context: Option<Context>) -> Option<Context> {
    CURRENT.try_with(|current| current.replace(context)).ok().flatten()
}
