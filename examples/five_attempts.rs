//! The OpenAI call that people write with five attempts, a delay that doubles from a second, and a line for every
//! failure; here it is annotated.
//!
//! `cargo run --example five_attempts` plays a service on loopback that stays down, and takes 15 seconds.

#![allow(clippy::print_stdout, reason = "the terminal is where it shows what happens")]

use std::fmt;

use ai_api::{AiApi, Reply};
use reqwest::{Client, StatusCode};
use retry_attr::{Retryable, StopReason, retry};
use serde_json::{Value, json};

#[tokio::main]
async fn main() -> Result<(), ChatError> {
    run(&AiApi::play([Reply::status(503), Reply::dropped(), Reply::status(500)])).await
}

pub(crate) async fn run(api: &AiApi) -> Result<(), ChatError> {
    // `reqwest` comes without a TLS provider here, see `Cargo.toml`. An error says that there is one already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    // A proxy could not reach this machine's loopback, and certificates are of no use there.
    let client = Client::builder().no_proxy().tls_certs_only([]).build()?;
    println!("{}", chat(&client, &api.url(), "What is the capital of France?").await?);
    Ok(())
}

#[retry(
    max = 5,
    backoff = "exp",
    initial_delay = "1s",
    jitter = "none",
    on_retry = |retry| print_failure(retry.attempt(), retry.error()),
    on_give_up = |gave_up| {
        print_failure(gave_up.attempt(), gave_up.error());
        if gave_up.stop_reason() == StopReason::Attempts {
            println!("Max retries reached. Exiting.");
        }
    }
)]
async fn chat(client: &Client, url: &str, question: &str) -> Result<String, ChatError> {
    let reply = client
        .post(format!("{url}/v1/chat/completions"))
        .bearer_auth("sk-scripted")
        .json(&json!({
            "model": "gpt-4o-mini",
            "messages": [{ "role": "user", "content": question }],
        }))
        .send()
        .await?;
    match reply.status().as_u16() {
        200 => {}
        429 | 503 => return Err(ChatError::Busy(reply.status())),
        500..=599 => return Err(ChatError::Broken(reply.status())),
        _ => return Err(ChatError::Refused(reply.status())),
    }
    let completion: Value = reply.json().await?;
    Ok(completion["choices"][0]["message"]["content"].as_str().unwrap_or_default().to_owned())
}

fn print_failure(attempt: u32, error: Option<&ChatError>) {
    if let Some(error) = error {
        println!("Attempt {attempt} failed: {error}");
    }
}

/// Why there is no answer.
#[derive(Debug, Retryable)]
pub(crate) enum ChatError {
    #[retryable(throttled)]
    Busy(StatusCode),
    #[retryable(transient)]
    Broken(StatusCode),
    #[retryable(transient)]
    Connection(reqwest::Error),
    Refused(StatusCode),
}

impl From<reqwest::Error> for ChatError {
    fn from(error: reqwest::Error) -> Self {
        Self::Connection(error)
    }
}

impl fmt::Display for ChatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Busy(status) => write!(f, "the service is busy ({})", status.as_u16()),
            Self::Broken(status) => write!(f, "the service is broken ({})", status.as_u16()),
            Self::Connection(error) => error.fmt(f),
            Self::Refused(status) => write!(f, "the service refused ({})", status.as_u16()),
        }
    }
}
