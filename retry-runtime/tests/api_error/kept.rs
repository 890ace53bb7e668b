//! The parts of a reply that an error keeps.

use std::time::Duration;

use retry_attr_runtime::http::{ApiError, Reply};
use retry_attr_runtime::{FailureClass, PermanentReason, Retryable};

use crate::reply;

#[test]
fn all_parts_that_decide_are_kept() {
    let body = r#"{"type": "error", "error": {"type": "rate_limit_error", "message": "Slow down",
        "details": {"error_code": "finer"}}, "request_id": "req_in_body"}"#;
    let error = reply(429, &[("retry-after", "7"), ("request-id", "req_in_header")], body);
    assert_eq!(error.status(), Some(429));
    assert_eq!(error.verdict().class(), FailureClass::Throttled);
    assert_eq!((error.reason(), error.hint()), (None, Some(Duration::from_secs(7))));
    assert_eq!((error.code(), error.kind()), (Some("finer"), Some("rate_limit_error")));
    assert_eq!((error.message(), error.request_id()), (Some("Slow down"), Some("req_in_header")));
    assert_eq!(error.body(), body.as_bytes());
    assert_eq!(Retryable::verdict(&error), error.verdict());
    assert_eq!(reply(429, &[], body).request_id(), Some("req_in_body"));
}

#[test]
fn missing_parts_are_none() {
    let error = reply(401, &[], "");
    assert_eq!((error.status(), error.reason()), (Some(401), Some(PermanentReason::Auth)));
    assert_eq!((error.code(), error.kind(), error.message()), (None, None, None));
    assert_eq!((error.hint(), error.request_id(), error.body()), (None, None, &[][..]));
}

#[test]
fn the_first_64_kib_of_a_body_are_kept() {
    assert_eq!(reply(500, &[], &"x".repeat(100_000)).body().len(), 64 * 1024);
}

#[test]
fn bedrock_names_its_error_in_a_header() {
    let error = reply(429, &[("x-amzn-errortype", "ThrottlingException"), ("x-amzn-requestid", "r")], "{}");
    assert_eq!((error.kind(), error.request_id()), (Some("ThrottlingException"), Some("r")));
}

#[test]
fn a_success_is_an_error_only_if_it_holds_an_error() {
    let answers = [
        "",
        "[DONE]",
        "null",
        "[]",
        r#"{"choices": [], "error": null}"#,
        r#"{"choices": [], "error": {}}"#,
        // From a fine-tuning job of OpenAI that has not failed.
        r#"{"status": "queued", "error": {"code": null, "message": null, "param": null}}"#,
        r#"{"error": {"code": "", "details": [], "metadata": {"headers": {}}, "inner": {}, "is_final": false}}"#,
    ];
    for answer in answers {
        assert!(ApiError::in_body(answer.as_bytes()).is_none(), "{answer}");
        assert!(ApiError::in_event(answer).is_none(), "{answer}");
    }
    for error in
        [r#"{"error": {"error": {"message": "x"}}}"#, r#"{"error": {"details": {"error_code": "x"}}}"#]
    {
        assert!(ApiError::in_body(error.as_bytes()).is_some(), "{error}");
    }
    let body = r#"{"error": {"code": 502, "message": "Provider returned error"}}"#;
    let error = ApiError::in_body(body.as_bytes()).expect("an error");
    assert_eq!((error.status(), error.verdict().class()), (Some(200), FailureClass::Transient));
    assert_eq!(error.code(), Some("502"));
    let error = ApiError::in_event(body).expect("an error");
    assert_eq!((error.status(), error.verdict().class()), (None, FailureClass::Transient));
    let error = ApiError::parse::<serde_json::Value>(Reply::without_headers(200, body.as_bytes()))
        .expect_err("no answer");
    assert_eq!(error.code(), Some("502"));
}

#[test]
fn an_error_is_one_pointer_and_can_be_sent_to_other_threads() {
    fn assert_everywhere<E: std::error::Error + Send + Sync + 'static>() {}
    assert_everywhere::<ApiError>();
    assert_eq!(size_of::<ApiError>(), size_of::<usize>());
    assert_eq!(size_of::<Result<(), ApiError>>(), size_of::<usize>());
}
