//! Calls Anthropic from an async function. `#[retry]` replaces a loop with three attempts and `tokio::time::sleep`.
//!
//! `cargo run --example async_anthropic` starts a scripted API on loopback.

#![allow(clippy::print_stdout, reason = "the terminal is where it shows what happens")]

use ai_api::{AiApi, Reply};
use reqwest::Client;
use retry_attr::http::{ApiError, ResponseExt as _};
use retry_attr::{Retry, retry};
use serde_json::{Value, json};

#[tokio::main]
async fn main() -> Result<(), ApiError> {
    run(&AiApi::play([Reply::status(529), Reply::status(500), Reply::answer("Paris.")])).await
}

pub(crate) async fn run(api: &AiApi) -> Result<(), ApiError> {
    // `reqwest` comes without a TLS provider here, see `Cargo.toml`. This fails only if a provider is set already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    // A proxy cannot reach the loopback of this machine, and a server there needs no certificate.
    let client = Client::builder().no_proxy().tls_certs_only([]).build()?;
    println!("{}", ask(&client, &api.url(), "What is the capital of France?").await?);
    Ok(())
}

#[retry(
    max = 3,
    backoff = "exp",
    initial_delay = "1s",
    jitter = "none",
    on_retry = print_failure
)]
async fn ask(client: &Client, url: &str, question: &str) -> Result<String, ApiError> {
    let message: Value = client
        .post(format!("{url}/v1/messages"))
        .header("x-api-key", "sk-ant-scripted")
        .header("anthropic-version", "2023-06-01")
        .json(&json!({
            "model": "claude-haiku-4-5",
            "max_tokens": 64,
            "messages": [{ "role": "user", "content": question }],
        }))
        .send()
        .await?
        .api_json()
        .await?;
    Ok(message["content"][0]["text"].as_str().unwrap_or_default().to_owned())
}

fn print_failure(retry: &Retry<'_, ApiError>) {
    let Some(error) = retry.error() else { return };
    let (attempt, seconds) = (retry.attempt(), retry.wait().as_secs());
    println!("Attempt {attempt} failed: {error}. Retrying in {seconds} seconds...");
}
