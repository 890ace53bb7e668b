use core::future::Future;
use std::sync::Arc;
use std::time::SystemTime;

use super::record::Record;
use super::scoped::Scoped;
use super::state::Shared;
use crate::seam::Context;

/// The behavior of annotated functions inside a test. A kit without options changes nothing and only records.
///
/// A kit affects only the closure of [`run`](Kit::run) or the future of [`run_async`](Kit::run_async), on whichever thread
/// the future is polled. Tests that run side by side do not affect each other. Spawned tasks need [`wrap`](super::wrap).
/// If kits are nested, only the inner one applies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct Kit {
    no_wait: bool,
    seed: Option<u64>,
    attempts: Option<u32>,
    wall_clock: Option<SystemTime>,
}

impl Kit {
    /// A kit that only records.
    pub const fn new() -> Self {
        Self { no_wait: false, seed: None, attempts: None, wall_clock: None }
    }

    /// Skips the waits between attempts. The function of the option `sleep` is not called.
    ///
    /// The clock for `deadline`, `attempt_timeout`, and `attempt` becomes virtual. It advances only by the skipped waits and
    /// by [`advance`](super::advance). The whole kit has one clock, so calls that run side by side see each other's waits.
    ///
    /// A pending attempt may wait for something real, so its limit is a real timer. When the timer fires, the virtual clock
    /// shows the end of the limit. On tokio's paused clock this takes no time either.
    pub const fn no_wait(mut self) -> Self {
        self.no_wait = true;
        self
    }

    /// Draws jitter from this seed. The same seed gives the same waits on every machine. It does not replace a source given
    /// with the option `random`.
    pub const fn seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    /// Fixes the wall clock, against which a date in a reply is read if the reply has no `Date` of its own.
    ///
    /// It stands still, except for the waits that [`no_wait`](Self::no_wait) skips.
    pub const fn wall_clock(mut self, time: SystemTime) -> Self {
        self.wall_clock = Some(time);
        self
    }

    /// Gives every annotated function this many attempts, whatever its `max` says. Zero counts as one.
    pub const fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = Some(if attempts == 0 { 1 } else { attempts });
        self
    }

    fn shared(self) -> Arc<Shared> {
        Arc::new(Shared::new(self.no_wait, self.seed, self.attempts, self.wall_clock))
    }

    /// Runs a test of sync functions. If `test` returns a future, the future is not run: see [`run_async`](Kit::run_async).
    pub fn run<T>(self, test: impl FnOnce() -> T) -> (T, Record) {
        let shared = self.shared();
        let output = {
            let _entered = Context::new(shared.clone()).enter();
            test()
        };
        (output, shared.snapshot())
    }

    /// Runs a test of async functions. The record ends with the future: events of tasks that outlive it are lost.
    pub async fn run_async<F: Future>(self, future: F) -> (F::Output, Record) {
        let shared = self.shared();
        let output = Scoped::new(future, Some(Context::new(shared.clone()))).await;
        (output, shared.snapshot())
    }
}
