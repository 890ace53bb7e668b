//! Slots of `in_flight` in three processes, with the leases of a minute that users have: those of answers that take longer
//! stay, and those of a process that is killed come back.

use std::env;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use ai_api::{AiApi, Limits, Played, Reply};
use redis::Client;
use reqwest::Client as Http;
use retry_attr::fleet::RedisStore;
use retry_attr::http::{ApiError, ResponseExt as _};
use retry_attr::{Upstream, retry};
use serde_json::json;
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::redis_server::{RedisServer, url, wait_until};

/// The first argument of a process.
pub(crate) const MARK: &str = "slots";
const SLOTS: u32 = 4;
/// Longer than the lease of a slot.
const LONG: Duration = Duration::from_secs(100);
const ENDLESS: Duration = Duration::from_secs(1000);
const SHORT: Duration = Duration::from_millis(100);

static LOCAL: Upstream = Upstream::new("local").in_flight(SLOTS);

#[retry(max = 1, upstream = LOCAL)]
async fn ask(client: &Http, url: &str) -> Result<(), ApiError> {
    let question =
        json!({ "model": "llama", "messages": [{ "role": "user", "content": "Capital of France?" }] });
    client.post(url).json(&question).send().await?.api_error_for_status().await?;
    Ok(())
}

/// The arguments are the URL of the API, the number of calls, and the URL of the store.
#[expect(clippy::print_stdout, reason = "the other process reads it")]
pub(crate) fn run_process(arguments: &[String]) {
    let [url, calls, store] = arguments else { panic!("three arguments") };
    let calls = calls.parse().expect("a number");
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = Client::open(store.as_str()).expect("a URL");
    LOCAL.share_in(RedisStore::connect(client)).expect("a name for keys");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let succeeded = runtime.block_on(async {
        // A store that is silent at first is asked again.
        for _ in 0..40 {
            sleep(Duration::from_millis(100)).await;
            let _ = LOCAL.state();
        }
        let client = Http::builder().no_proxy().build().expect("a client that needs nothing");
        let mut asking = JoinSet::new();
        for _ in 0..calls {
            let (client, url) = (client.clone(), url.clone());
            asking.spawn(async move { ask(&client, &url).await.is_ok() });
        }
        asking.join_all().await.into_iter().filter(|is_ok| *is_ok).count()
    });
    println!("{succeeded}");
}

fn start(api: &AiApi, calls: usize, store: &str) -> Child {
    Command::new(env::current_exe().expect("a path"))
        .args([MARK, &(api.url() + "/v1/chat/completions"), &calls.to_string(), store])
        .stdout(Stdio::piped())
        .spawn()
        .expect("this program once more")
}

fn succeeded(mut process: Child) -> usize {
    let mut line = String::new();
    BufReader::new(process.stdout.take().expect("it is piped")).read_line(&mut line).expect("a line");
    process.wait().expect("it ends");
    line.trim_end().parse().expect("a number")
}

/// Takes about 110 seconds.
#[expect(clippy::print_stdout, reason = "it is what the program is for")]
pub(crate) fn run() {
    let server = RedisServer::start();
    let store = url(server.port);
    let limits = Limits::new().in_flight(4, 503);
    let replies = [LONG, LONG, ENDLESS, ENDLESS, SHORT].map(|after| Reply::answer("Paris.").after(after));
    let api = AiApi::limited(limits, replies);
    let slow = start(&api, 2, &store);
    wait_until(|| api.requests().len() == 2);
    let mut killed = start(&api, 2, &store);
    wait_until(|| api.requests().len() == 4);
    let quick = start(&api, 8, &store);
    std::thread::sleep(Duration::from_secs(10));
    assert_eq!(api.requests().len(), 4, "all slots are held");
    killed.kill().expect("it runs");
    killed.wait().expect("it ends");
    let begin = Instant::now();
    assert_eq!(succeeded(quick), 8);
    let came_back = begin.elapsed();
    assert_eq!(succeeded(slow), 2);
    assert!(begin.elapsed() > came_back, "the slots of the killed process came back first");
    assert!(came_back > Duration::from_secs(30), "a lease lasts a minute: {came_back:?}");
    assert!(api.requests().iter().all(|request| request.played != Played::Status(503)), "five at once");
    println!(
        "the slots of a killed process came back after {came_back:.0?}, and those of a long answer stayed"
    );
}
