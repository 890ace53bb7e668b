//! A caller: what a user writes, and a stopwatch.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use reqwest::Client;
use retry_attr::http::{ApiError, ResponseExt as _};
use retry_attr::retry;
use serde_json::{Value, json};

use crate::api::CALL;
use crate::calls::Calls;

pub(crate) const MAX: u32 = 4;
pub(crate) const DEADLINE: Duration = Duration::from_millis(1500);

#[retry(
    max = MAX,
    initial_delay = "20ms",
    throttled_delay = "40ms",
    max_delay = "200ms",
    max_retry_after = "2s",
    attempt_timeout = "400ms",
    deadline = DEADLINE,
    on_retry = |retry| retry.verdict().hint().into_iter().for_each(|hint| calls.note_hint(call, hint)),
    on_give_up = |gave_up| assert_eq!(end.set((format!("{:?}", gave_up.stop_reason()), gave_up.class().to_string())), Ok(()), "once")
)]
async fn ask(
    client: &Client,
    url: &str,
    calls: &Calls,
    call: u64,
    end: &OnceLock<End>,
) -> Result<String, ApiError> {
    let question =
        json!({ "model": "scripted", "messages": [{ "role": "user", "content": "Capital of France?" }] });
    let reply =
        client.post(url).header(CALL, call).json(&question).send().await?.api_error_for_status().await?;
    let answer: Value = reply.api_json().await?;
    Ok(answer["choices"][0]["message"]["content"].to_string())
}

/// The reason why a call ended, and the kind of its failure.
type End = (String, String);

/// The observations of a caller.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    pub(crate) calls: u64,
    pub(crate) requests: u64,
    pub(crate) most_requests: u32,
    pub(crate) longest: Duration,
    /// The number of calls that ended so.
    pub(crate) ends: BTreeMap<End, u64>,
}

/// One call after the other until then.
pub(crate) async fn run(
    client: Client,
    url: String,
    calls: Arc<Calls>,
    first_call: u64,
    end: Instant,
) -> Seen {
    let mut seen = Seen::default();
    for call in first_call.. {
        let began = Instant::now();
        if began >= end {
            break;
        }
        calls.begin(call);
        let why = note(&client, &url, &calls, call).await;
        seen.longest = seen.longest.max(began.elapsed());
        let requests = calls.end(call);
        seen.calls += 1;
        seen.requests += u64::from(requests);
        seen.most_requests = seen.most_requests.max(requests);
        *seen.ends.entry(why).or_default() += 1;
    }
    seen
}

/// The end of the call.
async fn note(client: &Client, url: &str, calls: &Calls, call: u64) -> End {
    let end = OnceLock::new();
    match ask(client, url, calls, call, &end).await {
        Ok(answer) => {
            assert_eq!(answer, "\"Paris.\"");
            ("success".to_owned(), String::new())
        }
        Err(_) => end.into_inner().expect("a hook that was called"),
    }
}
