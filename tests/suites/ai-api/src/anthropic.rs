use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::event::Event;

pub(crate) fn answer(text: &str) -> Value {
    json!({
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": "scripted",
        "content": [{ "type": "text", "text": text }],
        "stop_reason": "end_turn",
        "stop_sequence": null,
        "usage": { "input_tokens": 9, "output_tokens": 3 },
    })
}

/// The service's body for this status, unless the script has another.
pub(crate) fn error(status: StatusCode) -> Value {
    let (kind, message) = match status.as_u16() {
        401 => ("authentication_error", "invalid x-api-key"),
        402 => ("billing_error", "Your credit balance is too low."),
        403 => ("permission_error", "Your API key may not use this resource."),
        404 => ("not_found_error", "The requested resource could not be found."),
        413 => ("request_too_large", "Request exceeds the maximum size."),
        429 => ("rate_limit_error", "This request would exceed your organization's rate limit."),
        504 => ("timeout_error", "The request timed out."),
        529 => ("overloaded_error", "Overloaded"),
        400..=499 => ("invalid_request_error", "The request is not valid."),
        _ => ("api_error", "Internal server error"),
    };
    json!({ "type": "error", "error": { "type": kind, "message": message }, "request_id": "req_1" })
}

pub(crate) fn event(event: &Event) -> String {
    let events = match event {
        Event::Start => vec![
            json!({ "type": "message_start", "message": start() }),
            json!({ "type": "content_block_start", "index": 0, "content_block": { "type": "text", "text": "" } }),
            json!({ "type": "ping" }),
        ],
        Event::Text(text) => {
            let delta = json!({ "type": "text_delta", "text": text });
            vec![json!({ "type": "content_block_delta", "index": 0, "delta": delta })]
        }
        Event::Error => vec![error(StatusCode::from_u16(529).expect("a status"))],
        Event::End => vec![
            json!({ "type": "content_block_stop", "index": 0 }),
            json!({
                "type": "message_delta",
                "delta": { "stop_reason": "end_turn", "stop_sequence": null },
                "usage": { "output_tokens": 3 },
            }),
            json!({ "type": "message_stop" }),
        ],
    };
    events.iter().map(named).collect()
}

/// The message before it has content.
fn start() -> Value {
    let mut message = answer("");
    message["content"] = json!([]);
    message["stop_reason"] = Value::Null;
    message
}

/// An event under the name that its data has.
fn named(event: &Value) -> String {
    format!("event: {}\ndata: {event}\n\n", event["type"].as_str().unwrap_or_default())
}
