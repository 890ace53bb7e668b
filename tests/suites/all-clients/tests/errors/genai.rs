//! genai: its error keeps the reply; in a stream two downcasts deep.

use std::time::Duration;

use genai::adapter::AdapterKind;
use genai::webc::{Error as WebError, StreamTimeout};
use genai::{Error, ModelIden};
use reqwest::StatusCode;
use reqwest::header::{HeaderMap, HeaderValue, RETRY_AFTER};
use retry_attr::{PermanentReason, Retryable as _, Verdict};
use serde_json::{Value, json};

const INVALID: Verdict = Verdict::permanent(PermanentReason::Invalid);

fn model() -> ModelIden {
    ModelIden::new(AdapterKind::OpenAI, "scripted")
}

fn headers() -> HeaderMap {
    HeaderMap::from_iter([(RETRY_AFTER, HeaderValue::from_static("7"))])
}

fn throttled(body: &str) -> Error {
    Error::HttpError {
        status: StatusCode::TOO_MANY_REQUESTS,
        canonical_reason: "Too Many Requests".to_owned(),
        body: body.to_owned(),
        headers: Box::new(headers()),
    }
}

fn web(webc_error: WebError) -> Verdict {
    Error::WebModelCall { model_iden: model(), webc_error }.verdict()
}

fn in_a_stream(error: impl std::error::Error + Send + Sync + 'static) -> Verdict {
    Error::WebStream { model_iden: model(), cause: error.to_string(), error: Box::new(error) }.verdict()
}

fn after(seconds: u64) -> Verdict {
    Verdict::throttled().with_hint(Duration::from_secs(seconds))
}

#[test]
fn a_reply_is_judged_by_status_headers_and_body() {
    let quota = r#"{"error": {"code": "insufficient_quota"}}"#;
    let status = |status, body: &str| WebError::ResponseFailedStatus {
        status: StatusCode::from_u16(status).expect("a status"),
        body: body.to_owned(),
        headers: Box::new(headers()),
    };
    assert_eq!(web(status(429, "<html>")), after(7).did_not_run());
    assert_eq!(web(status(429, quota)).class(), Verdict::permanent(PermanentReason::Quota).class());
    assert_eq!(throttled("").verdict(), after(7).did_not_run());
    assert!(!throttled(quota).verdict().is_retryable());
    let adapter = Error::WebAdapterCall { adapter_kind: AdapterKind::Gemini, webc_error: status(404, "") };
    assert_eq!(adapter.verdict().class(), INVALID.class());
}

#[test]
fn in_a_stream_the_reply_lies_in_the_item() {
    assert_eq!(in_a_stream(throttled("")), after(7).did_not_run(), "the stream never began");
    assert_eq!(in_a_stream(StreamTimeout::Read), Verdict::timed_out());
    assert_eq!(in_a_stream(std::io::Error::other("?")), INVALID);
    assert_eq!(in_a_stream(std::fmt::Error), Verdict::permanent(PermanentReason::Unrecognized));
}

fn event(body: Value) -> Verdict {
    Error::ChatResponse { model_iden: model(), body }.verdict()
}

/// Of OpenAI's events genai hands over the error object, of Anthropic's the whole.
#[test]
fn an_event_is_judged_by_the_error_in_it() {
    assert_eq!(
        event(json!({ "type": "error", "error": { "type": "overloaded_error" } })),
        Verdict::overloaded()
    );
    assert_eq!(
        event(json!({ "type": "server_error", "message": "sorry", "code": null })),
        Verdict::transient()
    );
    assert_eq!(event(json!({ "code": 429, "message": "Please try again in 2s." })), after(2));
    assert_eq!(event(json!({ "message": "odd" })), Verdict::permanent(PermanentReason::Unrecognized));
    let parse = |text| Error::StreamParse {
        model_iden: model(),
        serde_error: serde_json::from_str::<Value>(text).expect_err("no JSON"),
    };
    assert_eq!(parse(r#"{"choices": [{"del"#).verdict(), Verdict::transient());
    assert_eq!(parse("choices").verdict(), INVALID);
}

#[test]
fn a_200_without_an_answer_is_judged_by_its_text() {
    let not_json = |body: &str| {
        web(WebError::ResponseFailedNotJson { content_type: String::new(), body: body.to_owned() })
    };
    let invalid =
        |body: &str| web(WebError::ResponseFailedInvalidJson { cause: String::new(), body: body.to_owned() });
    assert_eq!(not_json("<html>"), INVALID);
    assert_eq!(invalid(r#"{"choices": [{"mess"#), Verdict::transient());
    let no_answer = |body| Error::ChatResponseGeneration {
        model_iden: model(),
        request_payload: Box::default(),
        response_body: Box::new(body),
        cause: String::new(),
    };
    assert_eq!(no_answer(Value::Null).verdict(), INVALID, "without `with_capture_raw_body`");
    assert_eq!(no_answer(json!({ "error": { "code": 502 } })).verdict(), Verdict::transient());
}

#[test]
fn without_a_key_nothing_is_sent() {
    let missing = Error::RequiresApiKey { model_iden: model() };
    assert_eq!(missing.verdict(), Verdict::permanent(PermanentReason::Auth).not_sent());
    assert_eq!(Error::ChatReqHasNoMessages { model_iden: model() }.verdict(), INVALID);
}

#[test]
fn an_error_of_genais_is_known_in_an_error_of_any_type() {
    assert_eq!(anyhow::Error::new(throttled("")).context("asking").verdict(), after(7).did_not_run());
}
