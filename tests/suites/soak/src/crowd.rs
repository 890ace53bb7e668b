//! 200 callers of one upstream, half of them sync, and an API with limits. A tenth of the async calls is dropped while it
//! waits.

mod ask;
mod caller;
mod seen;

use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use ai_api::{AiApi, Hint, Limits, Reply};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::task::{JoinSet, spawn_blocking};
use tokio::time::timeout;

use self::ask::{DEADLINE, SCRIPTED, Service, TOKENS};
use self::seen::Seen;
use crate::lateness;

/// Async ones, and as many sync ones.
const CALLERS: u64 = 100;
/// The time that the API takes for an answer.
pub(crate) const LATENCY: Duration = Duration::from_millis(100);
/// 200 requests per second.
const PER_MINUTE: u32 = 12_000;
const BURST: u32 = 100;
/// At the full rate, 20 requests are in flight.
const IN_FLIGHT: usize = 50;
/// A call that has not ended this long after its deadline has no task that would wake it.
const STUCK: Duration = Duration::from_secs(20);

/// A third of the time against each kind of limit and hint.
pub(crate) async fn play(length: Duration) -> Seen {
    let requests = || Limits::new().requests_per_minute(PER_MINUTE, BURST);
    let tokens = Limits::new().tokens_per_minute(PER_MINUTE * TOKENS, BURST * TOKENS);
    let mut seen = Seen::default();
    for limits in [
        requests().in_flight(IN_FLIGHT, 529).hint(Hint::Seconds),
        tokens.in_flight(IN_FLIGHT, 503).hint(Hint::Milliseconds),
        requests().in_flight(IN_FLIGHT, 429).hint(Hint::Absent),
    ] {
        let (third, lateness) = lateness::beside(play_against(limits, length / 3)).await;
        seen.add(&third);
        seen.add_lateness(lateness);
        seen.left_waiting += SCRIPTED.state().waiting;
    }
    seen
}

async fn play_against(limits: Limits, length: Duration) -> Seen {
    let api = AiApi::limited(limits, [Reply::answer("Paris.").after(LATENCY)]);
    let service = Arc::new(Service::new(&api));
    let end = Instant::now() + length;
    let mut callers = JoinSet::new();
    // A thread that is stuck cannot be ended, and the program does not wait for it.
    let (ended, mut threads) = unbounded_channel();
    for number in 0..CALLERS {
        callers.spawn(caller::run(Arc::clone(&service), number, end));
        spawn_blocking_caller(Arc::clone(&service), number, end, ended.clone());
    }
    drop(ended);
    let mut seen = Seen::default();
    let all = async {
        while let Some(caller) = callers.join_next().await {
            seen.add(&caller.expect("no caller panics"));
        }
        for _ in 0..CALLERS {
            seen.add(&threads.recv().await.expect("no thread panics"));
        }
    };
    timeout(length + DEADLINE + STUCK, all)
        .await
        .unwrap_or_else(|_| panic!("somebody is stuck: {:?}", SCRIPTED.state()));
    seen.requests = service.requests();
    drop(service);
    spawn_blocking(move || drop(api)).await.expect("no panic");
    seen
}

fn spawn_blocking_caller(service: Arc<Service>, number: u64, end: Instant, ended: UnboundedSender<Seen>) {
    thread::spawn(move || {
        let seen = caller::run_blocking(&service, number, end);
        // The receiver is gone if a caller was stuck.
        let _ = ended.send(seen);
    });
}
