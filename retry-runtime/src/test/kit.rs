use core::future::Future;
use std::sync::Arc;

use super::record::Record;
use super::scoped::Scoped;
use super::state::Shared;
use crate::seam::Context;

/// How the annotated functions inside of a test behave. By itself it changes nothing and only records.
///
/// It holds for what [`run`](Kit::run) calls and what the future of [`run_async`](Kit::run_async) does, on whichever
/// thread that is polled, and for nothing else: tests that run side by side don't meet. Tasks that are spawned in there
/// need [`wrap`](super::wrap). Of nested kits the inner one alone holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct Kit {
    no_wait: bool,
    seed: Option<u64>,
    attempts: Option<u32>,
}

impl Kit {
    /// Nothing but the record.
    pub const fn new() -> Self {
        Self { no_wait: false, seed: None, attempts: None }
    }

    /// Skips the waits between attempts, also those of the option `sleep`, whose function is then not called.
    ///
    /// The clock by which `deadline`, `attempt_timeout` and `attempt` go becomes virtual: it stands still, but for each
    /// wait that is skipped and for [`advance`](super::advance). It is one for the whole kit, so that of calls made side
    /// by side each sees the other's waits.
    ///
    /// An attempt that is pending may wait for something real. Its limit is therefore a real timer; when that fires,
    /// the virtual clock shows the limit's end. On tokio's paused clock that takes no time either.
    pub const fn no_wait(mut self) -> Self {
        self.no_wait = true;
        self
    }

    /// Draws jitter from this seed: the same seed gives the same waits, on every machine. A source of the option
    /// `random` stays.
    pub const fn seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    /// Gives every annotated function this many attempts, whatever its `max` says; zero counts as one.
    pub const fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = Some(if attempts == 0 { 1 } else { attempts });
        self
    }

    fn shared(self) -> Arc<Shared> {
        Arc::new(Shared::new(self.no_wait, self.seed, self.attempts))
    }

    /// Runs what calls sync functions. A future that `test` returns is not run: see [`run_async`](Kit::run_async).
    pub fn run<T>(self, test: impl FnOnce() -> T) -> (T, Record) {
        let shared = self.shared();
        let output = {
            let _entered = Context::new(shared.clone()).enter();
            test()
        };
        (output, shared.snapshot())
    }

    /// Runs a future. The record ends with it: what a task notes that outlives it is lost.
    pub async fn run_async<F: Future>(self, future: F) -> (F::Output, Record) {
        let shared = self.shared();
        let output = Scoped::new(future, Some(Context::new(shared.clone()))).await;
        (output, shared.snapshot())
    }
}
