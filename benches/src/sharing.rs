//! Threads that call side by side, and what they share.

use std::num::NonZeroU32;
use std::sync::{Barrier, LazyLock};
use std::thread;
use std::time::{Duration, Instant};

use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use tokio::sync::Semaphore;
use tower::retry::budget::{Budget as _, TpsBudget};

use crate::case::{Load, Run, add};
use crate::upstream;
use crate::work::{Outcome, Server};

/// Enough calls that threads on one processor do not run one after the other.
const CALLS: u64 = 500_000;
const SAMPLES: u32 = 10;

/// Each way of sharing, and a call through it that succeeds at once.
const WAYS: &[(&str, Run)] = &[
    ("nothing shared: `#[retry]`", upstream::none::run_blocking),
    ("`#[retry]` with `upstream`, open", upstream::open::run_blocking),
    ("the same with a declared limit", upstream::declared::run_blocking),
    ("tower's `TpsBudget`, a deposit", |load| calls(load, by_budget)),
    ("governor's `check`", |load| calls(load, by_governor)),
    ("tokio's `Semaphore`, a permit", |load| calls(load, by_semaphore)),
];

fn by_budget(server: &Server) -> Outcome {
    static BUDGET: LazyLock<TpsBudget> = LazyLock::new(TpsBudget::default);
    let outcome = server.attempt();
    BUDGET.deposit();
    outcome
}

fn by_governor(server: &Server) -> Outcome {
    static LIMITER: LazyLock<DefaultDirectRateLimiter> =
        LazyLock::new(|| RateLimiter::direct(Quota::per_second(NonZeroU32::MAX)));
    assert!(LIMITER.check().is_ok(), "the limit is far");
    server.attempt()
}

fn by_semaphore(server: &Server) -> Outcome {
    static SLOTS: Semaphore = Semaphore::const_new(Semaphore::MAX_PERMITS);
    let _slot = SLOTS.try_acquire().expect("there are enough");
    server.attempt()
}

fn calls(load: Load, call: impl Fn(&Server) -> Outcome) {
    let server = Server::new();
    let mut sum = 0;
    for _ in 0..load.calls {
        add(&mut sum, call(&server));
    }
    load.check(sum, &server);
}

/// The nanoseconds of a call through each way, with one thread and with two: the fastest of some samples.
#[must_use]
pub fn sharing() -> Vec<(&'static str, [f64; 2])> {
    WAYS.iter().map(|&(way, run)| (way, [1, 2].map(|threads| fastest(run, threads)))).collect()
}

fn fastest(run: Run, threads: usize) -> f64 {
    let fastest = (0..SAMPLES).map(|_| sample(run, threads)).min().unwrap_or_default();
    #[expect(clippy::cast_precision_loss, reason = "calls are few")]
    let calls = CALLS as f64;
    fastest.as_secs_f64() * 1e9 / calls
}

/// The time from the beginning of the first thread to the end of the last one. Each thread reads the clock itself: the thread
/// that started them may get no processor until they have ended.
fn sample(run: Run, threads: usize) -> Duration {
    let together = Barrier::new(threads);
    let time = || {
        together.wait();
        let begin = Instant::now();
        run(Load::calls(CALLS));
        (begin, Instant::now())
    };
    let times: Vec<_> = thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(time)).collect();
        threads.into_iter().map(|thread| thread.join().expect("no call fails")).collect()
    });
    let (begins, ends): (Vec<_>, Vec<_>) = times.into_iter().unzip();
    let first = begins.into_iter().min().expect("a thread");
    ends.into_iter().max().expect("a thread").duration_since(first)
}
