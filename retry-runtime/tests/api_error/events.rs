//! The errors for readers of event streams: an event that cannot be read, a reply without events, no reply.

use std::error::Error;
use std::io::{self, ErrorKind};
use std::time::Duration;

use retry_attr_runtime::http::{ApiError, Reply};
use retry_attr_runtime::{FailureClass, PermanentReason, Verdict};
use serde_json::Value;

const INVALID: Verdict = Verdict::permanent(PermanentReason::Invalid);

#[test]
fn an_event_is_parsed_unless_it_holds_an_error() {
    let event: Value =
        ApiError::parse_event(r#"{"choices": [{"delta": {"content": "Par"}}]}"#).expect("an event");
    assert_eq!(event["choices"][0]["delta"]["content"], "Par");
    for data in [
        r#"{"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}"#,
        r#"{"error": {"type": "overloaded_error"}}"#,
    ] {
        let error = ApiError::parse_event::<Value>(data).expect_err("an error");
        assert_eq!((error.verdict().class(), error.status()), (FailureClass::Overloaded, None));
        assert_eq!(error.body(), data.as_bytes());
    }
    // A line of NDJSON.
    assert!(ApiError::parse_event::<Value>(r#"{"error": "model runner has stopped"}"#).is_err());
}

#[test]
fn an_event_of_another_shape_is_permanent_and_keeps_its_data() {
    let error = ApiError::parse_event::<Vec<u32>>("[1, true]").expect_err("no number");
    assert_eq!((error.verdict(), error.status(), error.body()), (INVALID, None, &b"[1, true]"[..]));
    assert_eq!(
        error.to_string(),
        "in the stream, the event is not what was expected: \
         invalid type: boolean `true`, expected u32 at line 1 column 8"
    );
    for data in ["[DONE]", "<html>", "upstream connect error", "{'type': 'ping'}"] {
        assert_eq!(ApiError::parse_event::<Value>(data).expect_err("no JSON").verdict(), INVALID, "{data}");
    }
    let long = "x".repeat(100_000);
    assert_eq!(ApiError::parse_event::<Value>(&long).expect_err("no JSON").body().len(), 64 * 1024);
}

#[test]
fn an_event_that_breaks_off_is_transient() {
    for data in ["", "[1,", r#"{"delta": "Pa"#] {
        let error = ApiError::parse_event::<Value>(data).expect_err("no end");
        assert_eq!(error.verdict(), Verdict::transient(), "{data}");
        assert!(error.to_string().starts_with("in the stream, the event was cut: EOF"), "{error}");
    }
}

#[test]
fn the_message_of_an_event_parser_is_kept() {
    let error = ApiError::unreadable_event(io::Error::other("invalid line"));
    assert_eq!((error.verdict(), error.message()), (INVALID, Some("invalid line")));
    assert_eq!(error.to_string(), "in the stream, the event is not what was expected: invalid line");
}

fn not_events(status: u16, headers: &[(&str, &str)], body: &str) -> ApiError {
    ApiError::not_an_event_stream(Reply::new(status, &headers, body.as_bytes()))
}

#[test]
fn a_reply_that_is_not_an_event_stream_is_permanent_and_names_its_type() {
    let html = [("content-type", "text/html; charset=utf-8"), ("x-request-id", "req_7")];
    let error = not_events(200, &html, "<html>");
    assert_eq!((error.verdict(), error.status(), error.body()), (INVALID, Some(200), &b"<html>"[..]));
    assert_eq!(
        error.to_string(),
        "200, not an event stream: the content type is `text/html; charset=utf-8` [req_7]"
    );
    let answer = [("content-type", "application/json")];
    assert_eq!(not_events(200, &answer, r#"{"choices": []}"#).verdict(), INVALID);
    assert_eq!(not_events(204, &[], "").to_string(), "204, not an event stream: there is no content type");
}

#[test]
fn an_error_in_a_reply_that_is_not_an_event_stream_is_found() {
    let json = [("content-type", "application/json"), ("retry-after", "7")];
    let error = not_events(200, &json, r#"{"error": {"type": "overloaded_error", "message": "Overloaded"}}"#);
    assert_eq!((error.verdict().class(), error.status()), (FailureClass::Overloaded, Some(200)));
    let error = not_events(429, &json, "");
    assert_eq!(
        (error.verdict().class(), error.hint()),
        (FailureClass::Throttled, Some(Duration::from_secs(7)))
    );
    assert_eq!(not_events(401, &[], "").reason(), Some(PermanentReason::Auth));
}

/// An error of an unknown client.
#[derive(Debug)]
struct Foreign(Option<io::Error>);

impl std::fmt::Display for Foreign {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the exchange failed, api_key=planted")
    }
}

impl Error for Foreign {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.as_ref().map(|error| error as _)
    }
}

#[test]
fn without_a_reply_the_first_known_error_decides() {
    let foreign = |kind: ErrorKind| ApiError::no_reply(Foreign(Some(kind.into()))).verdict();
    assert_eq!(foreign(ErrorKind::ConnectionReset), Verdict::transient());
    assert_eq!(foreign(ErrorKind::ConnectionRefused), Verdict::transient().not_sent());
    assert_eq!(foreign(ErrorKind::TimedOut), Verdict::timed_out());
    assert_eq!(foreign(ErrorKind::InvalidInput), INVALID);
    let wrapped = io::Error::other(Foreign(Some(ErrorKind::TimedOut.into())));
    assert_eq!(ApiError::no_reply(wrapped).verdict(), Verdict::timed_out());
}

#[test]
fn without_a_reply_and_a_known_error_the_failure_is_transient() {
    let error = ApiError::no_reply(Foreign(None));
    assert_eq!((error.verdict(), error.status()), (Verdict::transient(), None));
    assert!(error.source().is_some_and(<dyn Error>::is::<Foreign>));
    assert_eq!(
        error.to_string(),
        "no whole reply, temporary failure: the exchange failed, api_key=[redacted]"
    );
}

#[test]
fn an_api_error_in_a_box_is_unchanged() {
    let throttled = crate::reply(429, &[("retry-after", "7")], "");
    let line = throttled.to_string();
    let boxed: Box<dyn Error + Send + Sync> = throttled.into();
    let error = ApiError::no_reply(boxed);
    assert_eq!((error.to_string(), error.status()), (line, Some(429)));
}
