//! An API that repeats what it was sent, in every place of a reply.

use std::net::Ipv4Addr;

use ai_api::{AiApi, Reply};
use serde_json::json;

/// The header that says which reply is wanted: its place in [`CASES`].
pub(crate) const CASE: &str = "x-case";

pub(crate) const CASES: [&str; 12] = [
    "a message that quotes the key",
    "a message with the URL",
    "a message with the request's headers",
    "a message with the request's headers as a map",
    "a page that is no JSON",
    "a body without an error that quotes the prompt",
    "a code",
    "the name of the request",
    "an answer of another type",
    "an answer that breaks off",
    "an error in a 200",
    "no reply",
];

pub(crate) struct Echo(AiApi);

impl Echo {
    pub(crate) fn start(key: &'static str) -> Self {
        Self(AiApi::improvise((Ipv4Addr::LOCALHOST, 0).into(), move |headers| {
            let case = headers.get(CASE).and_then(|case| case.to_str().ok()?.parse().ok()).expect("a case");
            reply(case, key)
        }))
    }

    /// With the key where Gemini takes it, and where proxies do.
    pub(crate) fn url(&self, key: &str) -> String {
        let address = self.0.address();
        format!("http://user:{key}@{address}/v1/chat/completions?alt=json&key={key}")
    }
}

fn reply(case: usize, key: &str) -> Reply {
    let error =
        |status: u16, message: String| Reply::status(status).json(json!({ "error": { "message": message } }));
    match case {
        0 => error(401, format!("Incorrect API key provided: {key}. You can find yours in the console.")),
        1 => error(502, format!("upstream https://user:{key}@api.test/v1/models?key={key}&alt=sse failed")),
        2 => error(500, format!("Authorization: Bearer {key}\nx-api-key: {key}\r\napi-key:{key}")),
        3 => error(503, format!(r#"{{"authorization": "Bearer {key}", 'x-goog-api-key': '{key}'}}"#)),
        4 => Reply::status(502).body(format!("<html>GET /v1?key={key}</html>")),
        5 => Reply::status(500).json(json!({ "prompt": key, "detail": { "input": key } })),
        6 => Reply::status(500).json(json!({ "error": { "code": key, "type": key, "message": "Sorry" } })),
        7 => Reply::status(500).header("x-request-id", key),
        8 => Reply::answer("").json(json!(key)),
        9 => Reply::answer(key).cut_after(40),
        10 => Reply::answer("").json(json!({ "error": { "code": 502, "message": format!("key={key}") } })),
        _ => Reply::dropped(),
    }
}
