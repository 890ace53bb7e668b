use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::event::Event;

pub(crate) fn answer(text: &str) -> Value {
    json!({
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1_760_000_000,
        "model": "scripted",
        "choices": [{
            "index": 0,
            "message": { "role": "assistant", "content": text, "refusal": null },
            "logprobs": null,
            "finish_reason": "stop",
        }],
        "usage": { "prompt_tokens": 9, "completion_tokens": 3, "total_tokens": 12 },
    })
}

/// The service's body for this status, unless the script has another.
pub(crate) fn error(status: StatusCode) -> Value {
    let (kind, code, message) = match status.as_u16() {
        401 => ("invalid_request_error", Some("invalid_api_key"), "Incorrect API key provided."),
        404 => ("invalid_request_error", Some("model_not_found"), "The model does not exist."),
        429 => ("requests", Some("rate_limit_exceeded"), "Rate limit reached for requests."),
        503 => (
            "service_unavailable_error",
            Some("server_is_overloaded"),
            "Our servers are currently overloaded. Please try again later.",
        ),
        400..=499 => ("invalid_request_error", None, "We could not parse your request."),
        _ => ("server_error", None, "The server had an error while processing your request."),
    };
    json!({ "error": { "message": message, "type": kind, "param": null, "code": code } })
}

pub(crate) fn event(event: &Event) -> String {
    let unfinished = Value::Null;
    match event {
        Event::Start => data(&chunk(&json!({ "role": "assistant", "content": "" }), &unfinished)),
        Event::Text(text) => data(&chunk(&json!({ "content": text }), &unfinished)),
        Event::Error => data(&error(StatusCode::INTERNAL_SERVER_ERROR)),
        Event::End => data(&chunk(&json!({}), &json!("stop"))) + "data: [DONE]\n\n",
    }
}

fn chunk(delta: &Value, finish_reason: &Value) -> Value {
    json!({
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1_760_000_000,
        "model": "scripted",
        "choices": [{ "index": 0, "delta": delta, "logprobs": null, "finish_reason": finish_reason }],
    })
}

fn data(chunk: &Value) -> String {
    format!("data: {chunk}\n\n")
}
