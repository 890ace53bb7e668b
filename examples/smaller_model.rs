//! Asks a smaller model in the last attempt.
//!
//! `cargo run --example smaller_model` starts a scripted API on loopback whose large model is overloaded.

#![allow(clippy::print_stdout, reason = "the terminal is where it shows what happens")]

use ai_api::{AiApi, Reply};
use reqwest::Client;
use retry_attr::http::{ApiError, ResponseExt as _};
use retry_attr::retry;
use serde_json::{Value, json};

#[tokio::main]
async fn main() -> Result<(), ApiError> {
    run(&AiApi::play([Reply::status(503), Reply::status(503), Reply::answer("Paris.")])).await
}

pub(crate) async fn run(api: &AiApi) -> Result<(), ApiError> {
    // `reqwest` comes without a TLS provider here, see `Cargo.toml`. This fails only if a provider is set already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    // A proxy cannot reach the loopback of this machine, and a server there needs no certificate.
    let client = Client::builder().no_proxy().tls_certs_only([]).build()?;
    println!("{}", chat(&client, &api.url(), "What is the capital of France?").await?);
    Ok(())
}

#[retry(max = 3, attempt = attempt, attempt_timeout = "30s", deadline = "1m", initial_delay = "100ms")]
async fn chat(client: &Client, url: &str, question: &str) -> Result<String, ApiError> {
    let model = if attempt.is_last() { "gpt-4o-mini" } else { "gpt-4o" };
    println!("Attempt {} of {} asks {model}.", attempt.number(), attempt.max());
    let request = client.post(format!("{url}/v1/chat/completions")).bearer_auth("sk-scripted").json(&json!({
        "model": model,
        "messages": [{ "role": "user", "content": question }],
    }));
    let completion: Value = request.send().await?.api_json().await?;
    Ok(completion["choices"][0]["message"]["content"].as_str().unwrap_or_default().to_owned())
}
