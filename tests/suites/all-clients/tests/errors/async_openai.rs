//! async-openai: what its error has kept of a reply.

use async_openai::error::{ApiError, ApiErrorResponse, OpenAIError, StreamError};
use reqwest::StatusCode;
use retry_attr::{PermanentReason, Retryable as _, Verdict};
use std::time::Duration;

const INVALID: Verdict = Verdict::permanent(PermanentReason::Invalid);

fn reply(status: u16, kind: Option<&str>, code: Option<&str>, message: &str) -> Verdict {
    let api_error = ApiError {
        message: message.to_owned(),
        r#type: kind.map(str::to_owned),
        code: code.map(str::to_owned),
        ..ApiError::default()
    };
    let status_code = StatusCode::from_u16(status).expect("a status");
    OpenAIError::ApiError(ApiErrorResponse { status_code, api_error }).verdict()
}

/// An event, or the body of a reply whose status is lost.
fn text(text: &str) -> Verdict {
    let error = serde_json::from_str::<u8>(text).expect_err("no number");
    OpenAIError::JSONDeserialize(error, text.to_owned()).verdict()
}

fn stream(text: &str) -> Verdict {
    OpenAIError::StreamError(Box::new(StreamError::EventStream(text.to_owned()))).verdict()
}

#[test]
fn a_reply_is_judged_by_its_status_and_its_error_object() {
    let limit = "Rate limit reached. Please try again in 20s.";
    let hinted = Verdict::throttled().with_hint(Duration::from_secs(20)).did_not_run();
    assert_eq!(reply(429, Some("requests"), Some("rate_limit_exceeded"), limit), hinted);
    let quota = Verdict::permanent(PermanentReason::Quota).did_not_run();
    assert_eq!(reply(429, Some("insufficient_quota"), None, "You exceeded your quota"), quota);
    assert_eq!(reply(429, None, Some("billing_hard_limit_reached"), ""), quota);
    assert_eq!(
        reply(400, None, Some("context_length_exceeded"), ""),
        Verdict::permanent(PermanentReason::TooLong)
    );
    assert_eq!(reply(400, None, None, "no"), INVALID);
    assert_eq!(reply(401, None, Some("invalid_api_key"), ""), Verdict::permanent(PermanentReason::Auth));
}

/// The text of the error is the whole body.
#[test]
fn a_servers_error_is_read_as_it_was_written() {
    assert_eq!(reply(500, None, None, "<html>"), Verdict::transient());
    let overloaded = r#"{"error": {"message": "", "type": "service_unavailable_error"}}"#;
    assert_eq!(reply(500, None, None, overloaded), Verdict::overloaded());
    assert_eq!(reply(503, Some("server_is_overloaded"), None, ""), Verdict::overloaded().did_not_run());
    assert_eq!(reply(501, None, None, ""), INVALID);
}

#[test]
fn a_text_that_did_not_fit_may_hold_an_error() {
    let gemini =
        r#"[{"error": {"code": 429, "message": "Please retry in 2.9s.", "status": "RESOURCE_EXHAUSTED"}}]"#;
    assert_eq!(text(gemini), Verdict::throttled().with_hint(Duration::from_millis(2900)));
    assert_eq!(
        text(r#"{"error": {"code": 502, "message": "Provider returned error"}}"#),
        Verdict::transient()
    );
    assert_eq!(
        text(r#"{"error": {"type": "insufficient_quota"}}"#),
        Verdict::permanent(PermanentReason::Quota)
    );
    assert_eq!(text(r#"{"error": {"message": "odd"}}"#), Verdict::permanent(PermanentReason::Unrecognized));
}

#[test]
fn an_answer_that_is_cut_is_transient_and_one_of_another_shape_is_not() {
    assert_eq!(text(r#"{"id": "chatcmpl-1", "choi"#), Verdict::transient());
    assert_eq!(text(r#"{"object": "list"}"#), INVALID);
    assert_eq!(text("<html>429 Too Many Requests</html>"), INVALID, "the status is lost");
}

#[test]
fn errors_of_streams_are_judged_by_their_text() {
    assert_eq!(stream("Transport error: error decoding response body"), Verdict::transient());
    assert_eq!(stream("UTF8 error: invalid utf-8 sequence"), INVALID);
    assert_eq!(stream("Parse error: Tag at: x"), INVALID);
}

#[test]
fn the_error_of_a_custom_service_is_judged() {
    let late = std::io::Error::from(std::io::ErrorKind::TimedOut);
    assert_eq!(OpenAIError::Boxed(Box::new(late)).verdict(), Verdict::timed_out());
    let unknown = OpenAIError::Boxed("only a text".into());
    assert_eq!(unknown.verdict(), Verdict::permanent(PermanentReason::Unrecognized));
    assert_eq!(OpenAIError::InvalidArgument("model".to_owned()).verdict(), INVALID.not_sent());
    assert_eq!(OpenAIError::FileReadError("gone".to_owned()).verdict(), INVALID);
}

#[tokio::test]
async fn the_transport_is_reqwests() {
    crate::tls::provide();
    let client = reqwest::Client::builder().no_proxy().build().expect("a client that needs nothing");
    let refused = client.get(crate::socket::NOBODY).send().await.expect_err("nobody listens");
    let error = OpenAIError::Reqwest(refused);
    assert_eq!(error.verdict(), Verdict::transient().not_sent());
    assert_eq!(anyhow::Error::new(error).verdict(), Verdict::transient().not_sent());
}
