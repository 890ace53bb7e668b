//! Calls OpenAI from a blocking function. `#[retry]` replaces a loop with three attempts and `thread::sleep`.
//!
//! `cargo run --example blocking_openai` starts a scripted API on loopback.

#![allow(clippy::print_stdout, reason = "the terminal is where it shows what happens")]

use ai_api::{AiApi, Reply};
use retry_attr::http::{ApiError, ResponseExt as _};
use retry_attr::{Retry, retry};
use serde_json::{Value, json};
use ureq::Agent;

fn main() -> Result<(), ApiError> {
    run(&AiApi::play([Reply::status(500), Reply::status(503), Reply::answer("Paris.")]))
}

pub(crate) fn run(api: &AiApi) -> Result<(), ApiError> {
    // A 429 can also mean exhausted credit. Only the body of the reply shows it, and ureq's own error has no body.
    // The client uses no proxy, because a proxy cannot reach the loopback of this machine.
    let agent = Agent::from(Agent::config_builder().http_status_as_error(false).proxy(None).build());
    println!("{}", ask(&agent, &api.url(), "What is the capital of France?")?);
    Ok(())
}

#[retry(
    max = 3,
    backoff = "exp",
    initial_delay = "1s",
    jitter = "none",
    on_retry = print_failure
)]
fn ask(agent: &Agent, url: &str, question: &str) -> Result<String, ApiError> {
    let completion: Value = agent
        .post(format!("{url}/v1/chat/completions"))
        .header("authorization", "Bearer sk-scripted")
        .send_json(json!({
            "model": "gpt-4o-mini",
            "messages": [{ "role": "user", "content": question }],
        }))?
        .api_json()?;
    Ok(completion["choices"][0]["message"]["content"].as_str().unwrap_or_default().to_owned())
}

fn print_failure(retry: &Retry<'_, ApiError>) {
    let Some(error) = retry.error() else { return };
    let (attempt, seconds) = (retry.attempt(), retry.wait().as_secs());
    println!("Attempt {attempt} failed: {error}. Retrying in {seconds} seconds...");
}
