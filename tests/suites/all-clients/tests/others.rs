//! Two clients whose errors have lost the status: the lines of the docs, against a server.

use std::cell::Cell;
use std::future::ready;

use ai_api::{AiApi, Reply};
use anthropic_ai_sdk::client::AnthropicClient;
use anthropic_ai_sdk::types::message::{
    CreateMessageParams, Message, MessageClient as _, MessageError, RequiredMessageParams, Role,
};
use ollama_rs::Ollama;
use ollama_rs::error::OllamaError;
use ollama_rs::generation::completion::request::GenerationRequest;
use retry_attr::http;
use retry_attr::{PermanentReason, Retryable as _, Verdict, retry};
use serde_json::json;

#[path = "support/socket.rs"]
mod socket;

/// Counts attempts in its first argument.
#[retry(
    max = 3,
    sleep = |_| ready(()),
    verdict = |error| match error {
        OllamaError::Other(body) => http::verdict(http::Reply::without_headers(200, body.as_bytes())),
        OllamaError::ReqwestError(error) => error.verdict(),
        _ => Verdict::permanent(PermanentReason::Invalid),
    }
)]
async fn ask_ollama(attempts: &Cell<usize>, url: &str) -> Result<String, OllamaError> {
    attempts.set(attempts.get() + 1);
    let question = GenerationRequest::new("llama3.2".to_owned(), "What is the capital of France?");
    let ollama = Ollama::try_new(url).expect("a URL");
    Ok(ollama.generate(question).await?.response)
}

async fn attempts_of_ollama(reply: &'static [u8]) -> usize {
    attempts_at(&socket::saying(reply, true)).await
}

async fn attempts_at(url: &str) -> usize {
    let attempts = Cell::new(0);
    ask_ollama(&attempts, url).await.expect_err("no server of ours answers");
    attempts.get()
}

#[tokio::test]
async fn ollamas_text_separates_a_busy_server_from_a_missing_model() {
    let busy = b"HTTP/1.1 503 \r\ncontent-length: 83\r\n\r\n\
        {\"error\": \"server busy, please try again.  maximum pending requests exceeded\"}     ";
    assert_eq!(attempts_of_ollama(busy).await, 3);
    let missing =
        b"HTTP/1.1 404 \r\ncontent-length: 46\r\n\r\n{\"error\": \"model 'llama3.2' not found, pull it\"}";
    assert_eq!(attempts_of_ollama(missing).await, 1);
    assert_eq!(attempts_of_ollama(b"").await, 3, "a connection that closes");
    assert_eq!(attempts_at(socket::NOBODY).await, 3);
    let page = b"HTTP/1.1 503 \r\ncontent-length: 6\r\n\r\n<html>";
    assert_eq!(attempts_of_ollama(page).await, 1, "impossible: the status is lost");
}

#[retry(
    max = 3,
    sleep = |_| ready(()),
    verdict = |error| match error {
        MessageError::ApiError(text) | MessageError::RequestFailed(text)
            if text.starts_with("error sending request") =>
        {
            Verdict::transient()
        }
        MessageError::ApiError(text) | MessageError::RequestFailed(text) => {
            http::verdict(http::Reply::without_headers(200, text.as_bytes()))
        }
    }
)]
async fn ask_anthropic(
    client: &AnthropicClient,
    question: &CreateMessageParams,
) -> Result<String, MessageError> {
    client.create_message(Some(question)).await.map(|answer| format!("{:?}", answer.content))
}

/// The first reply, then the answer: how many requests, and whether it came.
async fn requests_of_anthropic(first: Reply) -> (usize, bool) {
    let api = AiApi::play([first, Reply::answer("Paris.")]);
    let client = AnthropicClient::builder("sk-…", "2023-06-01").with_api_base_url(api.url() + "/v1");
    let client = client.build::<MessageError>().expect("a client");
    let question = CreateMessageParams::new(RequiredMessageParams {
        model: "scripted".to_owned(),
        messages: vec![Message::new_text(Role::User, "What is the capital of France?")],
        max_tokens: 20,
    });
    let answer = ask_anthropic(&client, &question).await;
    (api.requests().len(), answer.is_ok_and(|text| text.contains("Paris.")))
}

#[tokio::test]
async fn anthropics_body_decides_what_is_transient() {
    assert_eq!(requests_of_anthropic(Reply::status(529)).await, (2, true));
    assert_eq!(requests_of_anthropic(Reply::status(429)).await, (2, true));
    assert_eq!(requests_of_anthropic(Reply::status(500)).await, (2, true));
    assert_eq!(requests_of_anthropic(Reply::dropped()).await, (2, true));
    assert_eq!(requests_of_anthropic(Reply::status(401)).await, (1, false));
    let spent = json!({ "type": "error", "error": {
        "type": "rate_limit_error", "message": "", "details": { "error_code": "enforced_spend_limit_reached" },
    } });
    assert_eq!(requests_of_anthropic(Reply::status(429).json(spent)).await, (1, false));
    let page = Reply::status(503).body("<html>");
    assert_eq!(requests_of_anthropic(page).await, (1, false), "impossible: the status is lost");
}
