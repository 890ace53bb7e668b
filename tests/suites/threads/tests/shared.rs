//! Eight threads that begin at once: each draws its own waits, and no attempt is missing from the metrics.
//! `.ci/thread-sanitizer` looks at what they share.

use std::collections::HashSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Barrier, Mutex};
use std::thread;
use std::time::Duration;

use metrics::{
    Counter, CounterFn, Gauge, Histogram, Key, KeyName, Metadata, Recorder, SharedString, Unit,
    set_global_recorder,
};
use retry_attr::{Retryable, Verdict, retry};
use tokio::runtime;

const THREADS: usize = 8;
const CALLS: usize = 10;

#[derive(Debug)]
struct Failed;

impl Retryable for Failed {
    fn verdict(&self) -> Verdict {
        Verdict::transient()
    }
}

// Hours have so many nanoseconds that no two of these waits are equal by chance.
#[retry(initial_delay = "1h", max_delay = "1d", sleep = |_| (), on_retry = |retry| waits.push(retry.wait()))]
fn block(waits: &mut Vec<Duration>) -> Result<(), Failed> {
    Err(Failed)
}

#[retry(initial_delay = "1ms")]
async fn wait() -> Result<(), Failed> {
    tokio::task::yield_now().await;
    Err(Failed)
}

/// Counts the attempts of all functions.
#[derive(Default)]
struct Attempts(AtomicU64);

impl CounterFn for Attempts {
    fn increment(&self, value: u64) {
        self.0.fetch_add(value, Ordering::Relaxed);
    }

    fn absolute(&self, value: u64) {
        self.0.store(value, Ordering::Relaxed);
    }
}

struct Recorded(Arc<Attempts>);

impl Recorder for Recorded {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_histogram(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn register_counter(&self, key: &Key, _: &Metadata<'_>) -> Counter {
        if key.name() == "retry_attr_attempts_total" {
            Counter::from_arc(Arc::clone(&self.0))
        } else {
            Counter::noop()
        }
    }

    fn register_gauge(&self, _: &Key, _: &Metadata<'_>) -> Gauge {
        Gauge::noop()
    }

    fn register_histogram(&self, _: &Key, _: &Metadata<'_>) -> Histogram {
        Histogram::noop()
    }
}

#[test]
fn calls_on_many_threads() {
    let attempts = Arc::new(Attempts::default());
    set_global_recorder(Recorded(Arc::clone(&attempts))).expect("the only one");

    let start = Barrier::new(THREADS);
    let all_waits = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                let mut waits = Vec::new();
                start.wait();
                for _ in 0..CALLS {
                    block(&mut waits).expect_err("it always fails");
                }
                all_waits.lock().expect("nobody panics with it").append(&mut waits);
            });
        }
    });
    let waits = all_waits.into_inner().expect("nobody panicked with it");
    assert_eq!(waits.len(), THREADS * CALLS * 2);
    assert_eq!(waits.iter().collect::<HashSet<_>>().len(), waits.len(), "two waits are the same");

    let runtime = runtime::Builder::new_multi_thread().worker_threads(THREADS).enable_time().build();
    runtime.expect("threads can be had").block_on(async {
        let calls: Vec<_> = (0..THREADS * CALLS).map(|_| tokio::spawn(wait())).collect();
        for call in calls {
            call.await.expect("no panic").expect_err("it always fails");
        }
    });
    assert_eq!(attempts.0.load(Ordering::Relaxed), 2 * 3 * (THREADS * CALLS) as u64);
}
