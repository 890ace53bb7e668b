//! Each line says what happened, what this means, and what to do.

use retry_attr_runtime::http::{ApiError, Reply};

use crate::reply;

#[track_caller]
fn assert_line(error: &ApiError, line: &str) {
    assert_eq!(error.to_string(), line);
}

#[test]
fn the_line_of_a_rate_limit_has_the_wait_and_the_id_of_the_request() {
    let body = r#"{"error": {"type": "tokens", "code": "rate_limit_exceeded",
        "message": "Rate limit reached for gpt-4o: Limit 30000, Used 29000."}}"#;
    assert_line(
        &reply(429, &[("retry-after", "20"), ("x-request-id", "req_011CSHoEeqs5C35K2UUqR7Fy")], body),
        "429, rate limit, retry after 20s (rate_limit_exceeded): \
         Rate limit reached for gpt-4o: Limit 30000, Used 29000 [req_011CSHoEeqs5C35K2UUqR7Fy]",
    );
}

#[test]
fn spent_money_and_a_rate_limit_have_different_lines() {
    let body = r#"{"error": {"type": "insufficient_quota", "code": "credit_balance_exhausted",
        "message": "You exceeded your current quota, see https://platform.openai.com/docs/billing?k=1"}}"#;
    assert_line(
        &reply(429, &[], body),
        "429, quota or credit spent (credit_balance_exhausted): \
         You exceeded your current quota, see platform.openai.com",
    );
}

#[test]
fn an_error_that_is_not_retried_does_not_say_when_to_retry() {
    let body = r#"{"error": {"code": "insufficient_quota", "message": "Try again in 20s"}}"#;
    for (status, headers) in [
        (429, [("x-request-id", "req_1")].as_slice()),
        (429, [("x-should-retry", "false"), ("retry-after", "3")].as_slice()),
    ] {
        let error = reply(status, headers, body);
        assert!(error.hint().is_some() && !error.to_string().contains("retry after"), "{error}");
    }
    assert_line(
        &reply(429, &[], body),
        "429, quota or credit spent, though the server names a wait of 20s (insufficient_quota): Try again in 20s",
    );
}

#[test]
fn a_page_of_a_proxy_is_described_by_its_status() {
    assert_line(&reply(503, &[], "<html>503</html>"), "503, temporary failure");
}

#[test]
fn the_line_of_an_error_in_a_stream_names_the_stream() {
    let data = r#"{"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"},
        "request_id": "req_1"}"#;
    let error = ApiError::in_event(data).expect("an error");
    assert_line(&error, "in the stream, overloaded (overloaded_error): Overloaded [req_1]");
}

#[test]
fn the_line_of_json_of_another_shape_names_the_position() {
    let error =
        ApiError::parse::<Vec<u32>>(Reply::without_headers(200, b"[1, true]")).expect_err("no number");
    assert_line(
        &error,
        "200, the JSON is not what was expected: \
         invalid type: boolean `true`, expected u32 at line 1 column 8",
    );
    let error = ApiError::parse::<Vec<u32>>(Reply::without_headers(200, b"[1,")).expect_err("no end");
    assert_line(&error, "200, the JSON was cut: EOF while parsing a value at line 1 column 3");
}
