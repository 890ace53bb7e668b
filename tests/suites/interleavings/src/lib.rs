//! The gate of the runtime, compiled a second time with loom's types in place of the standard library's. Each test runs
//! for every order in which its threads can run, up to the number of preemptions in `explore`.
//!
//! Nothing here sleeps: no timer helps a call that missed its wake-up, and loom reports it as a deadlock.

#![cfg(test)]

#[allow(unexpected_cfgs, reason = "the features are those of the runtime")]
mod telemetry;
#[expect(dead_code, reason = "the files of the runtime hold more than the gate needs")]
mod upstream;
mod verdict;

/// Runs a test in every order. Three preemptions show nearly all faults.
fn explore(test: impl Fn() + Sync + Send + 'static) {
    let mut model = loom::model::Builder::new();
    model.preemption_bound = Some(3);
    model.check(test);
}
