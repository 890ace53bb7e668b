use core::time::Duration;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Instant, SystemTime};
use std::vec::Vec;

use rand::rngs::Xoshiro256PlusPlus;
use rand::{Rng as _, SeedableRng as _};

use super::gate::Gate;
use super::record::{Entry, Record};
use super::warning::Warning;
use crate::event::{Event, Origin};
use crate::policy::nanos;
use crate::seam::{self, AnyState};
use crate::upstream;

/// The state that all calls in one kit share.
#[derive(Debug)]
pub(super) struct Shared {
    no_wait: bool,
    attempts: Option<u32>,
    #[cfg_attr(
        not(any(feature = "http", feature = "metrics-024")),
        allow(dead_code, reason = "replies and metrics hold dates")
    )]
    wall_clock: Option<SystemTime>,
    /// The initial states of upstreams, by their numbers.
    gates: Vec<(usize, Gate)>,
    began: Instant,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    /// The time that has passed on the virtual clock.
    elapsed: Duration,
    random: Option<Xoshiro256PlusPlus>,
    entries: Vec<Entry>,
    warnings: Vec<Warning>,
    /// The kit's own states, by the numbers of the shared ones.
    own: BTreeMap<usize, AnyState>,
}

impl Shared {
    pub(super) fn new(
        no_wait: bool,
        seed: Option<u64>,
        attempts: Option<u32>,
        wall_clock: Option<SystemTime>,
        gates: Vec<(usize, Gate)>,
    ) -> Self {
        let random = seed.map(Xoshiro256PlusPlus::seed_from_u64);
        let state = State {
            elapsed: Duration::ZERO,
            random,
            entries: Vec::new(),
            warnings: Vec::new(),
            own: BTreeMap::new(),
        };
        Self { no_wait, attempts, wall_clock, gates, began: Instant::now(), state: Mutex::new(state) }
    }

    pub(super) fn snapshot(&self) -> Record {
        let state = self.state();
        Record { entries: state.entries.clone(), warnings: state.warnings.clone(), elapsed: state.elapsed }
    }

    /// No user code runs under the lock, so a panic leaves the state whole.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl seam::Kit for Shared {
    fn pass(&self, wait: Duration) -> bool {
        if self.no_wait {
            let mut state = self.state();
            state.elapsed = Duration::from_nanos(nanos(state.elapsed.saturating_add(wait)));
        }
        self.no_wait
    }

    fn now(&self) -> Option<Instant> {
        self.no_wait.then(|| self.began.checked_add(self.state().elapsed).unwrap_or(self.began))
    }

    fn set_now(&self, now: Instant) {
        self.state().elapsed = now.saturating_duration_since(self.began);
    }

    fn wall_clock(&self) -> Option<SystemTime> {
        self.wall_clock?.checked_add(self.state().elapsed)
    }

    fn draw(&self) -> Option<u64> {
        self.state().random.as_mut().map(Xoshiro256PlusPlus::next_u64)
    }

    fn attempts(&self) -> Option<u32> {
        self.attempts
    }

    fn record(&self, origin: Origin, event: Event) {
        let Origin { function, attempt, waited, .. } = origin;
        let entry = Entry { function, attempt, upstream_wait: waited, end: event.into() };
        self.state().entries.push(entry);
    }

    fn record_cost(&self, upstream: &str, cost: u32, limit: Option<u32>) {
        let upstream = upstream.into();
        self.state().warnings.push(match limit {
            Some(limit) => Warning::CostAboveLimit { upstream, cost, limit },
            None => Warning::CostWithoutLimit { upstream, cost },
        });
    }

    fn own(&self, number: usize, make: &mut dyn FnMut() -> AnyState) -> AnyState {
        if let Some(own) = self.state().own.get(&number) {
            return Arc::clone(own);
        }
        // Made without the lock, because it reads the clock of the kit.
        let new = make();
        for (_, gate) in self.gates.iter().filter(|(of, _)| *of == number) {
            match *gate {
                Gate::Paused(pause) => upstream::start_paused(&*new, pause),
                Gate::Paced { per_minute } => upstream::start_paced(&*new, per_minute),
            }
        }
        Arc::clone(self.state().own.entry(number).or_insert(new))
    }
}
