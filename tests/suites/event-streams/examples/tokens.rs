//! Prints answers token by token, from the event streams of OpenAI and Anthropic, and what their reader sees of a stream
//! that fails: by an error before the text, by a cut connection, by an end without the terminal event.
//!
//! `cargo run --package event-streams --example tokens` plays all that on loopback.

#![allow(clippy::print_stdout, reason = "the terminal is where it shows what happens")]

use ai_api::{AiApi, Event, Reply};
use futures_util::{Stream, StreamExt as _, TryStreamExt as _};
use reqwest::{Client, Response};
use retry_attr::http::{ApiError, ResponseExt as _};
use retry_attr::stream::StreamExt as _;
use retry_attr::{Retry, retry};
use serde_json::{Value, json};
use sse_stream::SseByteStream;

#[tokio::main]
async fn main() -> Result<(), ApiError> {
    run().await
}

pub(crate) async fn run() -> Result<(), ApiError> {
    let good = || Reply::events([Event::Start, Event::text("Par"), Event::text("is."), Event::End]);
    let broken = || Reply::events([Event::Start, Event::text("Par")]);
    for provider in [OPENAI, ANTHROPIC] {
        println!("{}, an error before the text", provider.name);
        print_tokens(&Service::played([Reply::events([Event::Start, Event::Error]), good()], provider))
            .await?;

        println!("{}, a cut connection", provider.name);
        print_tokens(&Service::played([broken().cut_after(usize::MAX)], provider)).await?;

        println!("{}, an end without the terminal event", provider.name);
        print_tokens(&Service::played([broken()], provider)).await?;

        println!("{}, the same, collected before anybody sees it", provider.name);
        println!("  {}", whole(&Service::played([broken(), good()], provider)).await?);
    }
    Ok(())
}

/// Prints each token when it comes, and the error that ends them.
async fn print_tokens(service: &Service) -> Result<(), ApiError> {
    let mut tokens = tokens(service).await?;
    while let Some(token) = tokens.next().await {
        match token {
            Ok(token) => println!("  token: {token:?}"),
            Err(error) => println!("  error: {error}"),
        }
    }
    Ok(())
}

/// Retried until there is text. If the stream breaks off later, the reader gets the error, because the text was shown.
#[retry(stream(token if !token.is_empty()), initial_delay = "100ms", on_retry = print_retry)]
async fn tokens(service: &Service) -> Result<impl Stream<Item = Result<String, ApiError>> + use<>, ApiError> {
    service.tokens().await
}

/// Retried after any part of the answer, because the caller has seen no part of it.
#[retry(initial_delay = "100ms", on_retry = print_retry)]
async fn whole(service: &Service) -> Result<String, ApiError> {
    service.tokens().await?.try_collect().await
}

fn print_retry(retry: &Retry<'_, ApiError>) {
    if let Some(error) = retry.error() {
        println!("  attempt {} of {} failed: {error}", retry.attempt(), retry.max());
    }
}

/// The differences between the providers.
#[derive(Clone, Copy)]
pub(crate) struct Provider {
    pub(crate) name: &'static str,
    pub(crate) path: &'static str,
    /// Whether this is the data of the terminal event.
    pub(crate) is_last: fn(&str) -> bool,
    /// The text in an event, if it has some.
    pub(crate) text: fn(&Value) -> Option<&str>,
}

pub(crate) const OPENAI: Provider = Provider {
    name: "OpenAI",
    path: "/v1/chat/completions",
    is_last: |data| data == "[DONE]",
    text: |event| event["choices"][0]["delta"]["content"].as_str(),
};

pub(crate) const ANTHROPIC: Provider = Provider {
    name: "Anthropic",
    path: "/v1/messages",
    is_last: |data| parse(data)["type"] == "message_stop",
    text: |event| event["delta"]["text"].as_str(),
};

/// The server and the key.
struct Service {
    client: Client,
    api: AiApi,
    provider: Provider,
}

impl Service {
    fn played(script: impl IntoIterator<Item = Reply>, provider: Provider) -> Self {
        Self { client: client(), api: AiApi::play(script), provider }
    }

    /// The pieces of the answer, and an error if it is not whole.
    async fn tokens(&self) -> Result<impl Stream<Item = Result<String, ApiError>> + use<>, ApiError> {
        let Provider { is_last, text, .. } = self.provider;
        let data = ask(&self.client, &self.api.url(), self.provider).await?;
        let text = move |data: String| async move { Ok(text(&parse(&data)).map(ToOwned::to_owned)) };
        Ok(data.ends_with(move |data| is_last(data)).try_filter_map(text))
    }
}

/// Asks, and hands out the data of each event.
pub(crate) async fn ask(
    client: &Client,
    url: &str,
    provider: Provider,
) -> Result<impl Stream<Item = Result<String, ApiError>> + use<>, ApiError> {
    let question = json!([{ "role": "user", "content": "What is the capital of France?" }]);
    let request = json!({ "model": "scripted", "max_tokens": 20, "stream": true, "messages": question });
    let reply = client.post(format!("{url}{}", provider.path)).json(&request).send().await?;
    Ok(data(reply.api_error_for_status().await?))
}

/// The data of each event, or the error in the event.
fn data(reply: Response) -> impl Stream<Item = Result<String, ApiError>> + use<> {
    SseByteStream::new(reply.bytes_stream()).map(|event| {
        let data = event.map_err(not_read)?.data.unwrap_or_default();
        ApiError::in_event(&data).map_or(Ok(data), Err)
    })
}

/// The client's own error is in a box where the connection failed.
fn not_read(error: sse_stream::Error) -> ApiError {
    match error {
        sse_stream::Error::Body(error) => ApiError::no_reply(error),
        error => ApiError::unreadable_event(error),
    }
}

/// Data that is not JSON, such as `[DONE]`, has no text.
fn parse(data: &str) -> Value {
    serde_json::from_str(data).unwrap_or_default()
}

pub(crate) fn client() -> Client {
    // `reqwest` comes without a TLS provider here. This fails only if a provider is set already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    // A proxy cannot reach the loopback of this machine, and a server there needs no certificate.
    Client::builder().no_proxy().tls_certs_only([]).build().expect("a client that needs nothing")
}
