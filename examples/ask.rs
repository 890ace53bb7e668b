//! Asks an AI API that fails twice, and prints each failure, each wait, and the answer.
//!
//! `cargo run --example ask` starts a scripted API on loopback. If `OPENAI_API_KEY` is set, it calls OpenAI, or the server at
//! `OPENAI_BASE_URL`. `OPENAI_MODEL` names the model.

#![allow(clippy::print_stdout, reason = "the terminal is where it shows what happens")]

use std::env;

use ai_api::{AiApi, Reply};
use reqwest::{Client, Response};
use retry_attr::http::{ApiError, ResponseExt as _};
use retry_attr::{GaveUp, Retry, retry};
use serde::Deserialize;
use serde_json::json;

const QUESTION: &str = "What is the capital of France? Answer in one word.";
const MODEL: &str = "gpt-4o-mini";

#[tokio::main]
async fn main() -> Result<(), ApiError> {
    if let Some(service) = Service::from_env() {
        return run(&service).await;
    }
    let api = AiApi::play([
        Reply::status(429).header("retry-after", "1"),
        Reply::status(503),
        Reply::answer("Paris."),
    ]);
    run(&Service::played_by(&api)).await
}

pub(crate) async fn run(service: &Service) -> Result<(), ApiError> {
    println!("Asking {}: {QUESTION}", service.base_url);
    let answer = ask(service, QUESTION).await?;
    println!("The answer: {answer}");
    Ok(())
}

#[retry(max = 3, backoff = "exp", jitter, on_retry = print_retry, on_give_up = print_give_up)]
async fn ask(service: &Service, question: &str) -> Result<String, ApiError> {
    let completion: Completion = service.post(question).await?.api_json().await?;
    let [choice] = completion.choices;
    Ok(choice.message.content)
}

fn print_retry(retry: &Retry<'_, ApiError>) {
    print_failure(retry.attempt(), retry.max(), retry.error());
    let who = if retry.server_asked() { "as the server asked" } else { "our own backoff" };
    println!("  waiting {} ms, {who}", retry.wait().as_millis());
}

fn print_give_up(gave_up: &GaveUp<'_, ApiError>) {
    print_failure(gave_up.attempt(), gave_up.max(), gave_up.error());
    println!("  giving up: {:?}", gave_up.stop_reason());
}

fn print_failure(attempt: u32, max: u32, error: Option<&ApiError>) {
    if let Some(error) = error {
        println!("Attempt {attempt} of {max} failed: {error}");
    }
}

/// The server, the key, and the model.
pub(crate) struct Service {
    client: Client,
    base_url: String,
    key: String,
    model: String,
}

impl Service {
    fn from_env() -> Option<Self> {
        provide_tls();
        Some(Self {
            key: env::var("OPENAI_API_KEY").ok().filter(|key| !key.is_empty())?,
            client: Client::new(),
            base_url: env::var("OPENAI_BASE_URL").unwrap_or_else(|_| "https://api.openai.com/v1".to_owned()),
            model: env::var("OPENAI_MODEL").unwrap_or_else(|_| MODEL.to_owned()),
        })
    }

    pub(crate) fn played_by(api: &AiApi) -> Self {
        provide_tls();
        Self {
            // A proxy cannot reach the loopback of this machine, and a server there needs no certificate.
            client: Client::builder()
                .no_proxy()
                .tls_certs_only([])
                .build()
                .expect("a client that needs nothing"),
            base_url: format!("{}/v1", api.url()),
            key: "sk-scripted".to_owned(),
            model: MODEL.to_owned(),
        }
    }

    async fn post(&self, question: &str) -> Result<Response, reqwest::Error> {
        self.client
            .post(format!("{}/chat/completions", self.base_url))
            .bearer_auth(&self.key)
            .json(&json!({
                "model": self.model,
                "messages": [{ "role": "user", "content": question }],
            }))
            .send()
            .await
    }
}

/// The part of the model's answer that is read.
#[derive(Deserialize)]
struct Completion {
    choices: [Choice; 1],
}

#[derive(Deserialize)]
struct Choice {
    message: Message,
}

#[derive(Deserialize)]
struct Message {
    content: String,
}

/// `reqwest` comes without a TLS provider here, see `Cargo.toml`.
fn provide_tls() {
    // This fails only if a provider is set already.
    let _ = rustls::crypto::ring::default_provider().install_default();
}
