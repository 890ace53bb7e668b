//! The OpenAI call that people write with five attempts, a delay that doubles from a second, and a line for every
//! failure; here it is annotated.
//!
//! `cargo run --example five_attempts` plays a service on loopback that stays down, and takes 15 seconds.

#![allow(clippy::print_stdout, reason = "the terminal is where it shows what happens")]

use ai_api::{AiApi, Reply};
use reqwest::Client;
use retry_attr::http::{ApiError, ResponseExt as _};
use retry_attr::{StopReason, retry};
use serde_json::{Value, json};

#[tokio::main]
async fn main() -> Result<(), ApiError> {
    run(&AiApi::play([Reply::status(503), Reply::dropped(), Reply::status(500)])).await
}

pub(crate) async fn run(api: &AiApi) -> Result<(), ApiError> {
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
async fn chat(client: &Client, url: &str, question: &str) -> Result<String, ApiError> {
    let completion: Value = client
        .post(format!("{url}/v1/chat/completions"))
        .bearer_auth("sk-scripted")
        .json(&json!({
            "model": "gpt-4o-mini",
            "messages": [{ "role": "user", "content": question }],
        }))
        .send()
        .await?
        .api_json()
        .await?;
    Ok(completion["choices"][0]["message"]["content"].as_str().unwrap_or_default().to_owned())
}

fn print_failure(attempt: u32, error: Option<&ApiError>) {
    if let Some(error) = error {
        println!("Attempt {attempt} failed: {error}");
    }
}
