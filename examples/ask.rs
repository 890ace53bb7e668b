//! Asks an AI API that has a bad moment, and prints what `#[retry]` makes of it.
//!
//! `cargo run --example ask` plays that moment on loopback. With `OPENAI_API_KEY` set it asks OpenAI instead, or
//! whoever is at `OPENAI_BASE_URL`, for the model `OPENAI_MODEL`.

#![allow(clippy::print_stdout, reason = "the terminal is where it shows what happens")]

use std::error::Error;
use std::time::Duration;
use std::{env, fmt};

use ai_api::{AiApi, Reply};
use reqwest::{Client, Response, StatusCode};
use retry_attr::{GaveUp, Reason, Retry, Retryable, Verdict, retry};
use serde_json::{Value, json};

const QUESTION: &str = "What is the capital of France? Answer in one word.";
const MODEL: &str = "gpt-4o-mini";

#[tokio::main]
async fn main() -> Result<(), AskError> {
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

pub(crate) async fn run(service: &Service) -> Result<(), AskError> {
    println!("Asking {}: {QUESTION}", service.base_url);
    let answer = ask(service, QUESTION).await?;
    println!("The answer: {answer}");
    Ok(())
}

#[retry(max = 3, backoff = "exp", jitter, on_retry = print_retry, on_give_up = print_give_up)]
async fn ask(service: &Service, question: &str) -> Result<String, AskError> {
    let reply = service.post(question).await?;
    if !reply.status().is_success() {
        return Err(AskError::refused(reply).await);
    }
    let completion: Value = reply.json().await?;
    let text = completion["choices"][0]["message"]["content"].as_str();
    text.map(str::to_owned).ok_or(AskError::NoText)
}

fn print_retry(retry: &Retry<'_, AskError>) {
    print_failure(retry.attempt(), retry.max(), retry.error());
    let who = if retry.server_asked() { "as the server asked" } else { "our own backoff" };
    println!("  waiting {} ms, {who}", retry.wait().as_millis());
}

fn print_give_up(gave_up: &GaveUp<'_, AskError>) {
    print_failure(gave_up.attempt(), gave_up.max(), gave_up.error());
    println!("  giving up: {:?}", gave_up.stop_reason());
}

fn print_failure(attempt: u32, max: u32, error: Option<&AskError>) {
    if let Some(error) = error {
        println!("Attempt {attempt} of {max} failed: {error}");
    }
}

/// Whom to ask, and as whom.
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
            // A proxy could not reach this machine's loopback, and certificates are of no use there.
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

/// Why there is no answer.
#[derive(Debug)]
pub(crate) enum AskError {
    /// No reply, or one that broke off.
    Connection(reqwest::Error),
    /// A reply that says no.
    Refused { status: StatusCode, code: Option<String>, message: String, retry_after: Option<Duration> },
    /// A reply in which the model says nothing.
    NoText,
}

impl AskError {
    async fn refused(reply: Response) -> Self {
        let status = reply.status();
        // Its other form, a date, would have to be read against the server's clock.
        let seconds = reply.headers().get("retry-after").and_then(|value| value.to_str().ok()?.parse().ok());
        let retry_after = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
        let body: Value = reply.json().await.unwrap_or_default();
        let code = body["error"]["code"].as_str().map(str::to_owned);
        let message = body["error"]["message"].as_str().unwrap_or("no reason given").to_owned();
        Self::Refused { status, code, message, retry_after }
    }
}

impl Retryable for AskError {
    fn verdict(&self) -> Verdict {
        match self {
            Self::Connection(error) if error.is_builder() => Verdict::permanent(Reason::Invalid),
            Self::Connection(_) => Verdict::transient(),
            // It comes as a 429, but waiting brings no money.
            Self::Refused { code: Some(code), .. } if code == "insufficient_quota" => {
                Verdict::permanent(Reason::Quota)
            }
            Self::Refused { status, retry_after, .. } => {
                let verdict = match status.as_u16() {
                    429 => Verdict::throttled(),
                    503 | 529 => Verdict::overloaded(),
                    408 | 409 | 500..=599 => Verdict::transient(),
                    401 | 403 => Verdict::permanent(Reason::Auth),
                    _ => Verdict::permanent(Reason::Invalid),
                };
                retry_after.map_or(verdict, |wait| verdict.after(wait))
            }
            Self::NoText => Verdict::permanent(Reason::Refused),
        }
    }
}

impl From<reqwest::Error> for AskError {
    fn from(error: reqwest::Error) -> Self {
        Self::Connection(error)
    }
}

impl fmt::Display for AskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // The errors around it say only that sending or reading failed.
            Self::Connection(error) => write!(f, "{}", root_cause(error)),
            Self::Refused { status, message, .. } => write!(f, "{}, {message}", status.as_u16()),
            Self::NoText => f.write_str("the reply holds no text"),
        }
    }
}

fn root_cause<'a>(error: &'a (dyn Error + 'static)) -> &'a (dyn Error + 'static) {
    error.source().map_or(error, root_cause)
}

/// `reqwest` comes without a TLS provider here, see `Cargo.toml`.
fn provide_tls() {
    // An error says that there is one already.
    let _ = rustls::crypto::ring::default_provider().install_default();
}
