//! Random calls under an upstream whose settings change: some calls fail, some are dropped, and some are stored and not polled.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Waker};
use std::time::Duration;

use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt as _, SeedableRng as _};
use retry_attr::{Upstream, Verdict, retry};
use tokio::runtime::Builder;
use tokio::task::{JoinHandle, LocalSet, spawn_local};
use tokio::time::{Instant, sleep, timeout};
use upstream_sim::Failed;

const SEEDS: u64 = 12;
const CALLS: u64 = 200;
/// The delay that a timer and the scheduler may add to a deadline.
const LATE: Duration = Duration::from_millis(5);

type Draw = RefCell<Xoshiro256PlusPlus>;

fn draw(seed: u64) -> Draw {
    RefCell::new(Xoshiro256PlusPlus::seed_from_u64(seed))
}

fn below(draw: &Draw, end: u64) -> u64 {
    draw.borrow_mut().random_range(0..end)
}

fn seconds(draw: &Draw, end: u64) -> Duration {
    Duration::from_millis(below(draw, 1000 * end))
}

/// An API, and the number of requests that it works on.
struct Api {
    upstream: Upstream,
    at_once: Cell<u32>,
    most_at_once: Cell<u32>,
}

/// A request, until it is answered or dropped.
struct Request<'a>(&'a Api);

impl Drop for Request<'_> {
    fn drop(&mut self) {
        self.0.at_once.set(self.0.at_once.get() - 1);
    }
}

impl Api {
    fn new(slots: u32, draw: &Draw) -> Self {
        let upstream = Upstream::named("unrest").in_flight(slots);
        let upstream = if below(draw, 2) == 0 { upstream.holds_outages() } else { upstream };
        let upstream = if below(draw, 2) == 0 { upstream.requests_per_minute(600) } else { upstream };
        Self { upstream, at_once: Cell::new(0), most_at_once: Cell::new(0) }
    }

    async fn answer(&self, draw: &Draw) -> Result<(), Failed> {
        self.at_once.set(self.at_once.get() + 1);
        self.most_at_once.set(self.most_at_once.get().max(self.at_once.get()));
        let _request = Request(self);
        sleep(seconds(draw, 3)).await;
        Err(Failed(match below(draw, 10) {
            0 => Verdict::throttled(),
            1 => Verdict::throttled().with_hint(Duration::from_secs(3)),
            2 => Verdict::transient(),
            3 => Verdict::overloaded(),
            _ => return Ok(()),
        }))
    }
}

#[retry(upstream = api.upstream, deadline = deadline, attempt_timeout = "2s")]
async fn ask(api: &Api, deadline: Duration, draw: &Draw) -> Result<(), Failed> {
    api.answer(draw).await
}

#[retry(upstream(api.upstream, background), max = 4)]
async fn summarize(api: &Api, draw: &Draw) -> Result<(), Failed> {
    api.answer(draw).await
}

async fn call(api: &Api, draw: Draw) {
    sleep(seconds(&draw, 60)).await;
    match below(&draw, 4) {
        0 => {
            let (began, deadline) = (Instant::now(), seconds(&draw, 200));
            drop(ask(api, deadline, &draw).await);
            assert!(began.elapsed() <= deadline + LATE, "{:?} of {deadline:?}", began.elapsed());
        }
        1 => drop(timeout(seconds(&draw, 50), summarize(api, &draw)).await),
        2 => drop(summarize(api, &draw).await),
        _ => {
            let mut stored = Box::pin(summarize(api, &draw));
            let _ = Pin::new(&mut stored).poll(&mut Context::from_waker(Waker::noop()));
            sleep(seconds(&draw, 30)).await;
            if below(&draw, 2) == 0 {
                drop(stored.await);
            }
        }
    }
}

async fn change(upstream: &Upstream, calls: &[JoinHandle<()>], draw: &Draw) {
    for _ in 0..30 {
        sleep(seconds(draw, 5)).await;
        match below(draw, 6) {
            0 => upstream.pause(seconds(draw, 20)),
            1 => upstream.open(),
            2 => upstream.allow_retries(below(draw, 2) == 0),
            3 => upstream.set_requests_per_minute(600).expect("a limit"),
            4 => upstream.set_requests_per_minute(None).expect("no limit"),
            _ => calls[usize::try_from(below(draw, CALLS)).expect("a number of a call")].abort(),
        }
    }
}

async fn play(seed: u64) {
    let random = draw(seed);
    let slots = 1 + u32::try_from(below(&random, 4)).expect("some slots");
    let api: &'static Api = Box::leak(Box::new(Api::new(slots, &random)));
    let calls: Vec<_> = (0..CALLS).map(|number| spawn_local(call(api, draw(seed << 32 | number)))).collect();
    change(&api.upstream, &calls, &random).await;
    for call in calls {
        let ended = timeout(Duration::from_secs(3600), call).await;
        let ended = ended.unwrap_or_else(|_| panic!("seed {seed}: a call is stuck: {:?}", api.upstream));
        if let Err(error) = ended {
            assert!(error.is_cancelled(), "seed {seed}: {error}");
        }
    }
    let state = api.upstream.state();
    assert_eq!((state.waiting, state.in_flight, api.at_once.get()), (0, 0, 0), "seed {seed}");
    assert!(api.most_at_once.get() <= slots, "seed {seed}: {} of {slots}", api.most_at_once.get());
}

#[test]
fn every_call_ends_and_leaves_nothing_behind() {
    for seed in 0..SEEDS {
        let runtime = Builder::new_current_thread().enable_time().start_paused(true).build();
        let runtime = runtime.expect("a runtime with a clock");
        runtime.block_on(LocalSet::new().run_until(play(seed)));
    }
}
