//! Two plays of 30 seconds each, or of as many as the argument says.
//!
//! In the first one, 200 callers of an annotated function ask an API that fails them in every way it can. Every call ends
//! by its deadline, makes no more requests than `max`, and none of them before the hint that it was given.
//!
//! In the second one, 200 callers share an upstream, half of them sync, and the API has limits. No call outlives its
//! deadline, no call is stuck even if others are dropped while they wait, and there are at most 1.1 requests per success. This
//! takes 30 seconds at least, because the refusals from which the pace is learned count as well.
//!
//! When all is over, no task is left, nor more memory than after the first third of the first play.

mod api;
mod caller;
mod calls;
mod crowd;
mod lateness;
mod table;

use std::alloc::System;
use std::env;
use std::sync::Arc;
use std::time::{Duration, Instant};

use reqwest::Client;
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};
use tokio::runtime::Handle;
use tokio::task::JoinSet;
use tokio::time::sleep;

use self::api::Api;
use self::calls::Calls;
use self::table::Table;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const CALLERS: u64 = 200;
const ROUNDS: u32 = 3;
const SEED: u64 = 0x5EED;

#[tokio::main]
async fn main() {
    let seconds = env::args().nth(1).map_or(30, |seconds| seconds.parse().expect("a number of seconds"));
    // This fails only if a provider is set already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let calls = Arc::new(Calls::default());
    let mut table = Table::default();
    let length = Duration::from_secs(seconds);
    let mut live = Vec::new();
    for round in 0..ROUNDS {
        play(round.into(), length / ROUNDS, &calls, &mut table).await;
        rest().await;
        live.push(live_bytes());
    }
    let crowd = crowd::play(length).await;
    rest().await;
    live.push(live_bytes());
    let tasks = Handle::current().metrics().num_alive_tasks();
    crowd.print();
    table.print(&calls, &live, tasks);
    crowd.assert();
    table.assert(&calls, &live, tasks);
}

/// A third: all callers, and the API, which is away twice for a moment.
async fn play(round: u64, length: Duration, calls: &Arc<Calls>, table: &mut Table) {
    let mut api = Api::start(Arc::clone(calls), SEED);
    // A proxy could not reach this machine's loopback.
    let client = Client::builder().no_proxy().build().expect("a client that needs nothing");
    let end = Instant::now() + length;
    let mut callers = JoinSet::new();
    for caller in 0..CALLERS {
        let first_call = (round * CALLERS + caller) << 32;
        callers.spawn(caller::run(client.clone(), api.url(), Arc::clone(calls), first_call, end));
    }
    let (api, lateness) = lateness::beside(async {
        for _ in 0..2 {
            sleep(length / 3).await;
            api = api.restart().await;
        }
        while let Some(seen) = callers.join_next().await {
            table.add(&seen.expect("no caller panics"));
        }
        api
    })
    .await;
    table.add_lateness(lateness);
    api.stop().await;
}

/// Waits until the connections have noticed that their peers are gone.
async fn rest() {
    for _ in 0..50 {
        sleep(Duration::from_millis(100)).await;
        if Handle::current().metrics().num_alive_tasks() == 0 {
            break;
        }
    }
    sleep(Duration::from_millis(200)).await;
}

fn live_bytes() -> usize {
    let stats = ALLOCATOR.stats();
    stats.bytes_allocated - stats.bytes_deallocated
}
