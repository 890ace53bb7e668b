//! More scenarios.

use ai_api::Reply;
use retry_attr::{FailureClass, PermanentReason, StopReason};

use crate::impostor;
use crate::row::Wait::{B1, B2, Hint, Longest, Reset};
use crate::row::{Failure, Row, SERVER, recorded};

pub(crate) fn more() -> Vec<Row> {
    [limits(), bodies(), unsent()].into_iter().flatten().collect()
}

/// Headers that name the time at which a limit is full again, which is not a hint.
fn limits() -> Vec<Row> {
    let used_up = |reset| {
        let reply = Reply::status(429).header("x-ratelimit-remaining-requests", "0");
        reply.header("x-ratelimit-reset-requests", reset)
    };
    vec![
        Row::answered("429 with a limit that is full in 2s", [Reset(2.0)], [used_up("2s")]),
        Row::answered("429 with a limit that is full in 6m0s", [Longest], [used_up("6m0s")]),
    ]
}

/// Bodies that end too early, never, or hold an error where an answer is promised.
fn bodies() -> Vec<Row> {
    let throttled = || Reply::status(429).header("retry-after", "1");
    let half = r#"{"id": "chatcmpl-1", "object": "chat.completion", "choices": [{"index": 0, "mess"#;
    let quota = recorded("openai-quota").header("retry-after", "1");
    let spent = Failure {
        status: Some(429),
        class: FailureClass::Permanent(PermanentReason::Quota),
        hint: Some(std::time::Duration::from_secs(1)),
        sent: true,
        stop: StopReason::Permanent,
    };
    vec![
        Row::answered(
            "429 with Retry-After 1 and a body that is cut",
            [Hint(1.0)],
            [throttled().cut_after(9)],
        ),
        Row::answered(
            "429 with Retry-After 1 and a body that stalls",
            [Hint(1.0)],
            [throttled().stalled_after(9)],
        ),
        Row::answered("429 insufficient_quota with Retry-After 1", [], [quota]).fails(spent),
        Row::answered("200 with half of the JSON, then 200", [B1], [Reply::answer("").body(half)]),
        Row::answered("200 that holds a 502, then 200", [B1], [recorded("openrouter-in-a-200")]),
    ]
}

/// Requests that surely never reached a server.
fn unsent() -> Vec<Row> {
    let unresolved = Failure {
        status: None,
        class: FailureClass::Transient,
        hint: None,
        sent: false,
        stop: StopReason::Attempts,
    };
    let wrong = Failure {
        class: FailureClass::Permanent(PermanentReason::Invalid),
        stop: StopReason::Permanent,
        ..unresolved
    };
    vec![
        Row::answered("a name that does not resolve", [B1, B2], [])
            .at_first("http://nowhere.invalid/v1/chat/completions".to_owned(), 3)
            .fails(unresolved),
        Row::answered("no URL", [], []).at_first("v1/chat/completions".to_owned(), 1).fails(wrong),
        Row::answered("TLS to a server that has none", [], [])
            .at_first(format!("https://{SERVER}/v1/chat/completions"), 1)
            .fails(wrong),
        Row::answered("TLS with a certificate that nobody trusts", [], [])
            .at_first(format!("{}/v1/chat/completions", impostor::url()), 1)
            .fails(wrong),
    ]
}
