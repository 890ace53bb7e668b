//! One of the processes.

use std::io;

use reqwest::Client;
use retry_attr::fleet::RedisStore;
use retry_attr::http::{ApiError, ResponseExt as _};
use retry_attr::{Upstream, retry};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::{CALLERS, CALLS};

static GPT: Upstream = Upstream::new("gpt-5");

#[retry(max = 3, backoff = "exp", jitter, upstream = GPT, deadline = "2m")]
async fn ask(client: &Client, api: &str) -> Result<Value, ApiError> {
    let question =
        json!({ "model": "gpt-5", "messages": [{ "role": "user", "content": "Capital of France?" }] });
    client.post(format!("{api}/v1/chat/completions")).json(&question).send().await?.api_json().await
}

/// Waits for a line, and prints how many calls it has completed.
#[tokio::main(flavor = "current_thread")]
pub(crate) async fn run(api: &str, store: Option<&String>) -> anyhow::Result<()> {
    // This fails only if a provider is set already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    if let Some(url) = store {
        // A program needs only these two lines to share its upstream.
        let client = redis::Client::open(url.as_str())?;
        GPT.share_in(RedisStore::connect(client).namespace("example"))?;
    }
    io::stdin().read_line(&mut String::new())?;
    // A proxy cannot reach the loopback of this machine.
    let client = Client::builder().no_proxy().build()?;
    let mut callers = JoinSet::new();
    for _ in 0..CALLERS {
        callers.spawn(call(client.clone(), api.to_owned()));
    }
    println!("{}", callers.join_all().await.iter().sum::<usize>());
    Ok(())
}

async fn call(client: Client, api: String) -> usize {
    let mut completed = 0;
    for _ in 0..CALLS {
        completed += usize::from(ask(&client, &api).await.is_ok());
    }
    completed
}
