//! Asks a model for JSON. If the answer cannot be parsed, the next attempt shows the model its answer and the parse error.
//!
//! `cargo run --example parse_error` starts a scripted API on loopback whose first answer has a text in place of a
//! number.

#![allow(clippy::print_stdout, reason = "the terminal is where it shows what happens")]

use ai_api::{AiApi, Reply};
use reqwest::Client;
use retry_attr::http::{ApiError, ResponseExt as _};
use retry_attr::{Retryable, retry};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Debug, Deserialize)]
pub(crate) struct City {
    name: String,
    population: u32,
}

#[derive(Debug, Retryable)]
pub(crate) enum AskError {
    #[retryable(transparent)]
    Api(ApiError),
    #[retryable(transient)]
    WrongAnswer { answer: String, error: serde_json::Error },
}

impl From<ApiError> for AskError {
    fn from(error: ApiError) -> Self {
        Self::Api(error)
    }
}

impl From<reqwest::Error> for AskError {
    fn from(error: reqwest::Error) -> Self {
        Self::Api(error.into())
    }
}

#[tokio::main]
async fn main() -> Result<(), AskError> {
    let answers =
        [r#"{"name": "Paris", "population": "2 million"}"#, r#"{"name": "Paris", "population": 2103000}"#];
    run(&AiApi::play(answers.map(Reply::answer))).await
}

pub(crate) async fn run(api: &AiApi) -> Result<(), AskError> {
    // `reqwest` comes without a TLS provider here, see `Cargo.toml`. This fails only if a provider is set already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    // A proxy cannot reach the loopback of this machine, and a server there needs no certificate.
    let client = Client::builder().no_proxy().tls_certs_only([]).build()?;
    let city = ask(&client, &api.url(), "The capital of France, as {name, population}?").await?;
    println!("{} has {} inhabitants.", city.name, city.population);
    Ok(())
}

#[retry(max = 3, last_error = last_error, initial_delay = "100ms")]
async fn ask(client: &Client, url: &str, question: &str) -> Result<City, AskError> {
    let mut messages = vec![json!({ "role": "user", "content": question })];
    if let Some(AskError::WrongAnswer { answer, error }) = last_error {
        println!("Asking again, because of {answer}: {error}");
        messages.push(json!({ "role": "assistant", "content": answer }));
        messages.push(json!({ "role": "user", "content": format!("That cannot be parsed: {error}") }));
    }
    let request = client.post(format!("{url}/v1/chat/completions")).bearer_auth("sk-scripted").json(&json!({
        "model": "gpt-4o-mini",
        "messages": messages,
    }));
    let completion: Value = request.send().await?.api_json().await?;
    let answer = completion["choices"][0]["message"]["content"].as_str().unwrap_or_default();
    serde_json::from_str(answer).map_err(|error| AskError::WrongAnswer { answer: answer.to_owned(), error })
}
