//! Functions as users write them, which share an upstream.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use ai_api::AiApi;
use reqwest::Client;
use retry_attr::http::{ApiError, ResponseExt as _};
use retry_attr::{Upstream, retry};
use serde_json::{Value, json};
use ureq::Agent;

pub(crate) static SCRIPTED: Upstream = Upstream::new("scripted");

/// Longer than the line ever is.
pub(crate) const DEADLINE: Duration = Duration::from_secs(20);
/// About as long as the line.
pub(crate) const HASTY_DEADLINE: Duration = Duration::from_secs(1);
/// The most tokens that a request uses.
pub(crate) const TOKENS: u32 = 20;

#[retry(max = 3, backoff = "exp", jitter, upstream = SCRIPTED, deadline = DEADLINE)]
pub(crate) async fn ask(call: &Call<'_>) -> Result<String, ApiError> {
    call.ask().await
}

#[retry(max = 3, backoff = "exp", jitter, upstream = SCRIPTED, deadline = HASTY_DEADLINE)]
pub(crate) async fn ask_hastily(call: &Call<'_>) -> Result<String, ApiError> {
    call.ask().await
}

#[retry(max = 3, backoff = "exp", jitter, upstream = SCRIPTED, deadline = DEADLINE)]
pub(crate) fn ask_blocking(call: &Call<'_>) -> Result<String, ApiError> {
    call.ask_blocking()
}

#[retry(max = 3, backoff = "exp", jitter, upstream = SCRIPTED, deadline = HASTY_DEADLINE)]
pub(crate) fn ask_blocking_hastily(call: &Call<'_>) -> Result<String, ApiError> {
    call.ask_blocking()
}

/// The API that all callers call.
pub(crate) struct Service {
    url: String,
    client: Client,
    agent: Agent,
    requests: AtomicU64,
}

impl Service {
    pub(crate) fn new(api: &AiApi) -> Self {
        let config = Agent::config_builder().http_status_as_error(false).proxy(None);
        Self {
            url: api.url() + "/v1/chat/completions",
            // A proxy could not reach this machine's loopback.
            client: Client::builder().no_proxy().build().expect("a client that needs nothing"),
            agent: config.build().into(),
            requests: AtomicU64::new(0),
        }
    }

    pub(crate) fn requests(&self) -> u64 {
        self.requests.load(Ordering::Relaxed)
    }
}

/// One call, and whether an attempt of it runs now.
pub(crate) struct Call<'a> {
    service: &'a Service,
    is_asking: AtomicBool,
}

impl<'a> Call<'a> {
    pub(crate) fn new(service: &'a Service) -> Self {
        Self { service, is_asking: AtomicBool::new(false) }
    }

    pub(crate) fn is_asking(&self) -> bool {
        self.is_asking.load(Ordering::Relaxed)
    }

    async fn ask(&self) -> Result<String, ApiError> {
        let _asking = self.begin();
        let Service { url, client, .. } = self.service;
        let answer: Value = client.post(url).json(&question()).send().await?.api_json().await?;
        Ok(text(&answer))
    }

    fn ask_blocking(&self) -> Result<String, ApiError> {
        let _asking = self.begin();
        let Service { url, agent, .. } = self.service;
        let answer: Value = agent.post(url).send_json(question())?.api_json()?;
        Ok(text(&answer))
    }

    fn begin(&self) -> Asking<'_> {
        self.service.requests.fetch_add(1, Ordering::Relaxed);
        self.is_asking.store(true, Ordering::Relaxed);
        Asking(&self.is_asking)
    }
}

/// While an attempt runs.
struct Asking<'a>(&'a AtomicBool);

impl Drop for Asking<'_> {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

fn question() -> Value {
    let messages = json!([{ "role": "user", "content": "Capital of France?" }]);
    json!({ "model": "scripted", "max_tokens": TOKENS, "messages": messages })
}

fn text(answer: &Value) -> String {
    answer["choices"][0]["message"]["content"].as_str().unwrap_or_default().to_owned()
}
