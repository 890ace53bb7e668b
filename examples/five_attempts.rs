//! Calls OpenAI with a number of attempts and a first delay that the caller chooses, and prints a line for each failure.
//!
//! `max_retries` and `initial_delay` are parameters, so their values are read when the call begins.
//! `cargo run --example five_attempts` starts a scripted API on loopback that always fails. It takes 15 seconds.

#![allow(clippy::print_stdout, reason = "the terminal is where it shows what happens")]

use std::time::Duration;

use ai_api::{AiApi, Reply};
use reqwest::Client;
use retry_attr::http::{ApiError, ResponseExt as _};
use retry_attr::{GaveUp, Retry, StopReason, retry};
use serde_json::{Value, json};

#[tokio::main]
async fn main() -> Result<(), ApiError> {
    run(&AiApi::play([Reply::status(503), Reply::dropped(), Reply::status(500)])).await
}

pub(crate) async fn run(api: &AiApi) -> Result<(), ApiError> {
    // `reqwest` comes without a TLS provider here, see `Cargo.toml`. This fails only if a provider is set already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    // A proxy cannot reach the loopback of this machine, and a server there needs no certificate.
    let client = Client::builder().no_proxy().tls_certs_only([]).build()?;
    let openai = OpenAi { client, url: api.url() };
    let messages = json!([{ "role": "user", "content": "What is the capital of France?" }]);
    println!("{}", openai.call_openai(&messages, 5, Duration::from_secs(1)).await?);
    Ok(())
}

struct OpenAi {
    client: Client,
    url: String,
}

impl OpenAi {
    #[retry(
        max = max_retries,
        backoff = "exp",
        initial_delay = initial_delay,
        jitter = "none",
        on_retry = print_retry,
        on_give_up = print_end
    )]
    async fn call_openai(
        &self,
        messages: &Value,
        max_retries: u32,
        initial_delay: Duration,
    ) -> Result<String, ApiError> {
        let request =
            self.client.post(format!("{}/v1/chat/completions", self.url)).bearer_auth("sk-scripted");
        let body = json!({ "model": "gpt-4o-mini", "messages": messages });
        let completion: Value = request.json(&body).send().await?.api_json().await?;
        Ok(completion["choices"][0]["message"]["content"].as_str().unwrap_or_default().to_owned())
    }
}

fn print_retry(retry: &Retry<'_, ApiError>) {
    print_failure(retry.attempt(), retry.error());
    println!("Retrying in {} seconds...", retry.wait().as_secs());
}

fn print_end(gave_up: &GaveUp<'_, ApiError>) {
    print_failure(gave_up.attempt(), gave_up.error());
    if gave_up.stop_reason() == StopReason::Attempts {
        println!("Max retries reached. Exiting.");
    }
}

fn print_failure(attempt: u32, error: Option<&ApiError>) {
    if let Some(error) = error {
        println!("Attempt {attempt} failed: {error}");
    }
}
