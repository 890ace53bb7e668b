//! The API on loopback, and how it is asked.

use ai_api::{AiApi, Limits, Reply, Request};
use reqwest::Client;
use retry_attr::http::{ApiError, ResponseExt as _};
use serde_json::{Value, json};
use std::time::Duration;

use super::Crowd;

/// The header with the number of the call.
const CALL: &str = "x-call";

pub(crate) struct Service {
    client: Client,
    api: AiApi,
}

impl Service {
    pub(crate) fn start(crowd: &Crowd) -> Self {
        // `reqwest` comes without a TLS provider here, see `Cargo.toml`. This fails only if a provider is set already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        // A proxy cannot reach the loopback of this machine, and a server there needs no certificate.
        let client = Client::builder().no_proxy().tls_certs_only([]).build();
        let limits = Limits::new().requests_per_minute(crowd.requests_per_minute, crowd.burst);
        let answer = Reply::answer("Paris.").after(Duration::from_millis(300));
        Self { client: client.expect("a client that needs nothing"), api: AiApi::limited(limits, [answer]) }
    }

    pub(crate) async fn ask(&self, call: usize) -> Result<String, ApiError> {
        let completion: Value = self
            .client
            .post(format!("{}/v1/chat/completions", self.api.url()))
            .header(CALL, call)
            .bearer_auth("sk-scripted")
            .json(&json!({
                "model": "gpt-4o-mini",
                "messages": [{ "role": "user", "content": "What is the capital of France?" }],
            }))
            .send()
            .await?
            .api_json()
            .await?;
        Ok(completion["choices"][0]["message"]["content"].as_str().unwrap_or_default().to_owned())
    }

    pub(crate) fn requests(&self) -> Vec<Request> {
        self.api.requests()
    }
}

/// The number of the call that sent this request.
pub(crate) fn call(request: &Request) -> usize {
    let call = request.headers.get(CALL).and_then(|call| call.to_str().ok()?.parse().ok());
    call.expect("a number in each request")
}
