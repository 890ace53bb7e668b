//! The events of the providers, as they go over the wire.

use aws_smithy_eventstream::frame::write_message_to;
use aws_smithy_types::event_stream::{Header, HeaderValue, Message};
use serde_json::{Value, json};

use crate::Wire;

pub(crate) fn openai() -> Wire {
    let event = |data: &Value| format!("data: {data}\n\n").into_bytes();
    let chunk = |delta: Value, reason: Value| {
        let choices = json!([{ "index": 0, "delta": delta, "finish_reason": reason }]);
        let object = "chat.completion.chunk";
        event(&json!({ "id": "1", "object": object, "created": 1, "model": "m", "choices": choices }))
    };
    let error = |kind, code| event(&json!({ "error": { "message": "", "type": kind, "code": code } }));
    Wire {
        kind: "text/event-stream",
        role: chunk(json!({ "role": "assistant", "content": null }), Value::Null),
        delta: chunk(json!({ "content": "Pa" }), Value::Null),
        rest: [
            chunk(json!({ "content": "ris." }), Value::Null),
            chunk(json!({}), "stop".into()),
            b"data: [DONE]\n\n".into(),
        ]
        .concat(),
        overloaded: error("service_unavailable_error", "server_is_overloaded"),
        quota: error("insufficient_quota", "insufficient_quota"),
    }
}

pub(crate) fn bedrock() -> Wire {
    let frame = |message: &'static str, named: &'static str, name: &'static str, payload: &Value| {
        let headers = [(":message-type", message), (named, name), (":content-type", "application/json")];
        let headers = headers.map(|(name, value)| Header::new(name, HeaderValue::String(value.into())));
        let mut bytes = Vec::new();
        let message = Message::new_from_parts(headers.into(), payload.to_string());
        write_message_to(&message, &mut bytes).expect("a small frame");
        bytes
    };
    let event = |name, payload: &Value| frame("event", ":event-type", name, payload);
    let delta =
        |text| event("contentBlockDelta", &json!({ "contentBlockIndex": 0, "delta": { "text": text } }));
    let exception =
        |name, message| frame("exception", ":exception-type", name, &json!({ "message": message }));
    Wire {
        kind: "application/vnd.amazon.eventstream",
        role: event("messageStart", &json!({ "role": "assistant" })),
        delta: delta("Pa"),
        rest: [delta("ris."), event("messageStop", &json!({ "stopReason": "end_turn" }))].concat(),
        overloaded: exception("serviceUnavailableException", "try again"),
        quota: exception("throttlingException", "Too many tokens per day"),
    }
}
