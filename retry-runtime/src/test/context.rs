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
use crate::nanos::nanos;

thread_local! {
    static CURRENT: RefCell<Option<Context>> = const { RefCell::new(None) };
}

/// What all calls in one kit share.
#[derive(Clone, Debug)]
pub(super) struct Context(Arc<Shared>);

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
        Self(Arc::new(Shared { kit, began: Instant::now(), state }))
    }

    /// That of the thread, which has none while it ends.
    pub(super) fn current() -> Option<Self> {
        CURRENT.try_with(|current| current.borrow().clone()).ok().flatten()
    }

    /// Makes it that of the thread until the guard is dropped.
    pub(super) fn enter(&self) -> Entered {
        Entered { outer: replace(Some(self.clone())) }
    }

    /// Lets time pass, if the clock is virtual.
    pub(super) fn pass(&self, duration: Duration) -> bool {
        if self.0.kit.no_wait {
            let mut state = self.state();
            state.elapsed = Duration::from_nanos(nanos(state.elapsed.saturating_add(duration)));
        }
        self.0.kit.no_wait
    }

    pub(super) fn now(&self) -> Option<Instant> {
        let began = self.0.began;
        self.0.kit.no_wait.then(|| began.checked_add(self.state().elapsed).unwrap_or(began))
    }

    pub(super) fn set_now(&self, now: Instant) {
        self.state().elapsed = now.saturating_duration_since(self.0.began);
    }

    pub(super) fn draw(&self) -> Option<u64> {
        self.state().random.as_mut().map(Xoshiro256PlusPlus::next_u64)
    }

    pub(super) fn attempts(&self) -> Option<u32> {
        self.0.kit.attempts
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
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Brings the context back that was there before.
#[derive(Debug)]
pub(super) struct Entered {
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
