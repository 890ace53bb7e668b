//! One process of the fleet: four callers of an annotated function, and a fifth that shows how long calls wait for the store.

use std::io::{self, BufRead as _};
use std::time::{Duration, Instant};

use redis::Client;
use redis::aio::{ConnectionManager, ConnectionManagerConfig};
use redis::cluster::ClusterClient;
use reqwest::Client as Http;
use retry_attr::fleet::RedisStore;
use retry_attr::http::{ApiError, ResponseExt as _};
use retry_attr::{Upstream, retry};
use serde_json::json;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

/// The first argument of a process.
pub(crate) const MARK: &str = "process";
pub(crate) const CALLERS: u32 = 4;
/// The limits of the API.
pub(crate) const REQUESTS_PER_MINUTE: u32 = 6000;
pub(crate) const TOKENS_PER_MINUTE: u32 = 10 * REQUESTS_PER_MINUTE;
/// Of each call.
pub(crate) const TOKENS: u32 = 10;
/// So many processes also look at the store.
const LOOKING: u64 = 2;
/// Between two looks at the store, and between two at how late the machine is.
const TICK: Duration = Duration::from_millis(20);
/// A call that takes longer is stuck.
const STUCK: Duration = Duration::from_mins(2);

static GPT: Upstream = Upstream::new("gpt");
/// The limits of the API. Each call uses ten tokens.
static DECLARED: Upstream =
    Upstream::new("gpt").requests_per_minute(REQUESTS_PER_MINUTE).tokens_per_minute(TOKENS_PER_MINUTE);
/// Every call of it needs a slot of the store, and none waits for anything else: its limit is never reached.
static PROBE: Upstream = Upstream::new("probe").requests_per_minute(100_000_000);

#[retry(max = 3, initial_delay = "100ms", upstream(upstream, cost = TOKENS))]
async fn ask(upstream: &'static Upstream, client: &Http, url: &str) -> Result<(), ApiError> {
    let question = json!({
        "model": "gpt",
        "max_tokens": TOKENS,
        "messages": [{ "role": "user", "content": "Capital of France?" }],
    });
    client.post(url).json(&question).send().await?.api_error_for_status().await?;
    Ok(())
}

#[retry(max = 1, upstream = PROBE, attempt = attempt)]
async fn look() -> Result<Duration, ApiError> {
    Ok(attempt.waited())
}

/// The observations of a process, as one line.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    pub(crate) succeeded: u64,
    pub(crate) failed: u64,
    pub(crate) stuck: u64,
    /// The longest wait for the store, and how many calls have waited longer than half of its patience.
    pub(crate) longest_look: Duration,
    pub(crate) looks: u64,
    /// The longest delay with which the machine woke a task.
    pub(crate) lateness: Duration,
}

impl Seen {
    pub(crate) fn add(&mut self, other: &Self) {
        self.succeeded += other.succeeded;
        self.failed += other.failed;
        self.stuck += other.stuck;
        self.looks += other.looks;
        self.longest_look = self.longest_look.max(other.longest_look);
        self.lateness = self.lateness.max(other.lateness);
    }

    pub(crate) fn parse(line: &str) -> Self {
        let numbers: Vec<u64> = line.split(' ').map(|word| word.parse().expect("a number")).collect();
        let [succeeded, failed, stuck, longest_look, looks, lateness] = numbers[..] else {
            panic!("six numbers: {line}")
        };
        let micros = Duration::from_micros;
        let (longest_look, lateness) = (micros(longest_look), micros(lateness));
        Self { succeeded, failed, stuck, longest_look, looks, lateness }
    }
}

/// The arguments are the URL of the API, the number of calls of each caller, whether the limits are declared, the number of the
/// process, and the URLs of the store.
#[expect(clippy::print_stdout, reason = "the other process reads it")]
pub(crate) fn run(arguments: &[String]) {
    let [url, calls, limits, number, stores @ ..] = arguments else { panic!("too few arguments") };
    let calls = calls.parse().expect("a number");
    let number: u64 = number.parse().expect("a number");
    let upstream: &'static Upstream = if limits == "declared" { &DECLARED } else { &GPT };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    // This fails only if a provider is set already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    runtime.block_on(async {
        share(upstream, number, stores).await;
        println!("ready");
        io::stdin().lock().read_line(&mut String::new()).expect("a line");
        let seen = play(upstream, url, calls, number < LOOKING).await;
        println!(
            "{} {} {} {} {} {}",
            seen.succeeded,
            seen.failed,
            seen.stuck,
            seen.longest_look.as_micros(),
            seen.looks,
            seen.lateness.as_micros()
        );
    });
}

/// Every other process has a connection of its own, and not that of `RedisStore`.
async fn share(upstream: &'static Upstream, number: u64, stores: &[String]) {
    for upstream in [upstream, &PROBE] {
        match stores {
            [] => {}
            [store] if number.is_multiple_of(2) => {
                let client = Client::open(store.as_str()).expect("a URL");
                upstream.share_in(RedisStore::connect(client).namespace("fleet")).expect("a name for keys");
            }
            [store] => {
                let client = Client::open(store.as_str()).expect("a URL");
                // Without a server, `new` fails, and a program would not start.
                let manager = ConnectionManager::new_lazy_with_config(client, ConnectionManagerConfig::new());
                let store = RedisStore::new(manager.expect("a configuration")).namespace("fleet");
                upstream.share_in(store).expect("a name for keys");
            }
            nodes => {
                let client = ClusterClient::new(nodes.to_vec()).expect("URLs");
                let connection = client.get_async_connection().await.expect("a cluster");
                upstream.share_in(RedisStore::new(connection).namespace("fleet")).expect("a name for keys");
            }
        }
    }
}

async fn play(upstream: &'static Upstream, url: &str, calls: u64, looks: bool) -> Seen {
    // A proxy could not reach this machine's loopback.
    let client = Http::builder().no_proxy().build().expect("a client that needs nothing");
    let mut callers = JoinSet::new();
    for _ in 0..CALLERS {
        callers.spawn(call(upstream, client.clone(), url.to_owned(), calls));
    }
    let lateness = tokio::spawn(lateness());
    let looking = looks.then(|| tokio::spawn(look_often()));
    let mut all = Seen::default();
    while let Some(seen) = callers.join_next().await {
        all.add(&seen.expect("no caller panics"));
    }
    lateness.abort();
    all.lateness = LATEST.get();
    if let Some(looking) = looking {
        looking.abort();
        (all.longest_look, all.looks) = (LONGEST.get(), LOOKS.load(std::sync::atomic::Ordering::Relaxed));
    }
    all
}

/// The longest of some times.
struct Longest(std::sync::atomic::AtomicU64);

impl Longest {
    fn note(&self, time: Duration) {
        let micros = u64::try_from(time.as_micros()).unwrap_or(u64::MAX);
        self.0.fetch_max(micros, std::sync::atomic::Ordering::Relaxed);
    }

    fn get(&self) -> Duration {
        Duration::from_micros(self.0.load(std::sync::atomic::Ordering::Relaxed))
    }
}

static LATEST: Longest = Longest(std::sync::atomic::AtomicU64::new(0));
static LONGEST: Longest = Longest(std::sync::atomic::AtomicU64::new(0));
static LOOKS: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(0);

async fn call(upstream: &'static Upstream, client: Http, url: String, calls: u64) -> Seen {
    let mut seen = Seen::default();
    for _ in 0..calls {
        match timeout(STUCK, ask(upstream, &client, &url)).await {
            Ok(Ok(())) => seen.succeeded += 1,
            Ok(Err(_)) => seen.failed += 1,
            Err(_) => seen.stuck += 1,
        }
    }
    seen
}

async fn look_often() {
    loop {
        sleep(TICK).await;
        LONGEST.note(look().await.expect("it asks nobody"));
        LOOKS.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    }
}

/// No call can be more punctual than the machine.
async fn lateness() {
    loop {
        let asleep = Instant::now();
        sleep(TICK).await;
        LATEST.note(asleep.elapsed().saturating_sub(TICK));
    }
}
