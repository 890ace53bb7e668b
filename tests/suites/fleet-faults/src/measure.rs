//! The figures of BENCHMARKS.md about shared upstreams, one per line: `cargo run --release --package fleet-faults -- measure`.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use redis::Client;
use redis::aio::MultiplexedConnection;
use retry_attr::fleet::{RedisStore, Script, Store as _};
use retry_attr::{Retryable, Upstream, Verdict, retry};
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::redis_server::{RedisServer, url};

const LENGTH: Duration = Duration::from_secs(3);
const AT_ONCE: usize = 50;
const REQUESTS_PER_MINUTE: f64 = 10_000.0;
/// Slow start is over.
const WARM_UP: Duration = Duration::from_secs(30);
const MEASURED: Duration = Duration::from_secs(30);
const CALLERS: usize = 400;

static SHARED: Upstream = Upstream::new("measured");

#[derive(Debug)]
struct TooMany;

impl Retryable for TooMany {
    fn verdict(&self) -> Verdict {
        Verdict::throttled()
    }
}

/// A bucket of a second's worth, in place of an API.
#[retry(max = 3, upstream = SHARED)]
async fn call() -> Result<(), TooMany> {
    static BUCKET: Mutex<Option<(Instant, f64)>> = Mutex::new(None);
    let mut bucket = BUCKET.lock().unwrap_or_else(PoisonError::into_inner);
    let now = Instant::now();
    let burst = REQUESTS_PER_MINUTE / 60.0;
    let (at, left) = bucket.unwrap_or((now, burst));
    let left = (left + now.duration_since(at).as_secs_f64() * burst).min(burst);
    *bucket = Some((now, if left < 1.0 { left } else { left - 1.0 }));
    if left < 1.0 { Err(TooMany) } else { Ok(()) }
}

#[expect(clippy::print_stdout, reason = "it is what the program is for")]
pub(crate) fn run() {
    let server = RedisServer::start();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let client = Client::open(url(server.port)).expect("a URL");
    let version: String = server.command(&["INFO", "server"]);
    let version = version.lines().find_map(|line| line.strip_prefix("redis_version:")).expect("a version");
    println!("server\tRedis {version}");
    let (alone, together) = runtime.block_on(async {
        let connection = client.get_multiplexed_async_connection().await.expect("a server");
        (trips(vec![connection], 1).await, trips(connect(&client).await, AT_ONCE).await)
    });
    println!("microseconds per round trip, one after the other\t{:.0}", 1e6 / alone);
    println!("round trips per second, {AT_ONCE} connections at once\t{together:.0}");
    SHARED.share_in(RedisStore::connect(client)).expect("a name for keys");
    let (calls, commands) = runtime.block_on(calls(&server));
    println!("calls per second of one process at 10,000 requests per minute\t{calls:.1}");
    println!("round trips per second of this process\t{commands:.1}");
    assert!(calls > 0.9 * REQUESTS_PER_MINUTE / 60.0, "the pace is lost");
}

async fn connect(client: &Client) -> Vec<MultiplexedConnection> {
    let mut connections = Vec::new();
    for _ in 0..AT_ONCE {
        connections.push(client.get_multiplexed_async_connection().await.expect("a server"));
    }
    connections
}

/// The leases per second that the server gives out, at a pace that no process reaches.
async fn trips(connections: Vec<MultiplexedConnection>, at_once: usize) -> f64 {
    assert_eq!(connections.len(), at_once);
    let take = Script::ALL.into_iter().find(|script| script.name() == "take").expect("a script");
    let keys = ["gate", "line"].map(|key| format!("{{measure}}:{key}"));
    let (begin, mut asking) = (Instant::now(), JoinSet::new());
    for connection in connections {
        let (store, keys) = (RedisStore::new(connection), keys.clone());
        asking.spawn(async move {
            let mut trips = 0_u64;
            while begin.elapsed() < LENGTH {
                // A fleet that goes at 1,000,000 calls per second, and ten calls that wait.
                let arguments = [5_000_000, 0, 0, 0, 2, 1_000_000_000_000, 10, 2, 0];
                let answer = store.run(take, &keys, &arguments).await.expect("an answer");
                assert_eq!(answer[0], 10, "slots");
                trips += 1;
            }
            trips
        });
    }
    let trips: u64 = asking.join_all().await.iter().sum();
    per_second(trips, begin.elapsed())
}

async fn calls(server: &RedisServer) -> (f64, f64) {
    static DONE: AtomicU64 = AtomicU64::new(0);
    for _ in 0..CALLERS {
        tokio::spawn(async {
            loop {
                if call().await.is_ok() {
                    DONE.fetch_add(1, Relaxed);
                }
                sleep(Duration::from_millis(100)).await;
            }
        });
    }
    sleep(WARM_UP).await;
    let (begin, done, scripts) = (Instant::now(), DONE.load(Relaxed), evaluations(server));
    sleep(MEASURED).await;
    let (calls, trips) = (DONE.load(Relaxed) - done, evaluations(server) - scripts);
    (per_second(calls, begin.elapsed()), per_second(trips, begin.elapsed()))
}

/// The number of scripts that the server has run.
fn evaluations(server: &RedisServer) -> u64 {
    let statistics: String = server.command(&["INFO", "commandstats"]);
    let line =
        statistics.lines().find_map(|line| line.strip_prefix("cmdstat_evalsha:calls=")).expect("scripts");
    line.split(',').next().and_then(|calls| calls.parse().ok()).expect("a number")
}

#[expect(clippy::cast_precision_loss, reason = "a count")]
fn per_second(count: u64, time: Duration) -> f64 {
    count as f64 / time.as_secs_f64()
}
