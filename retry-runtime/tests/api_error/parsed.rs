//! Replies without an answer, and whether another attempt may help.

use retry_attr_runtime::http::{ApiError, Reply};
use retry_attr_runtime::{PermanentReason, Verdict};

const INVALID: Verdict = Verdict::permanent(PermanentReason::Invalid);
const CUT: Verdict = Verdict::transient();

fn fail(status: u16, length: Option<&'static str>, body: &str) -> ApiError {
    let headers: Vec<_> = length.into_iter().map(|length| ("content-length", length)).collect();
    ApiError::parse::<Vec<u8>>(Reply::new(status, &headers, body.as_bytes())).expect_err("no list")
}

#[test]
fn an_empty_body_that_is_meant_to_be_empty_is_permanent() {
    for status in [204, 205, 301, 302, 304, 307] {
        assert_eq!(fail(status, None, "").verdict(), INVALID, "{status}");
    }
    for status in [200, 201, 206] {
        assert_eq!(fail(status, Some("0"), "").verdict(), INVALID, "{status}");
        for length in [None, Some("7"), Some("none")] {
            assert_eq!(fail(status, length, "").verdict(), CUT, "{status} {length:?}");
        }
    }
}

#[test]
fn a_cut_answer_is_transient_with_any_successful_status() {
    for status in [200, 204, 302] {
        assert_eq!(fail(status, Some("3"), "[1,").verdict(), CUT, "{status}");
        assert_eq!(fail(status, None, " \n").verdict(), CUT, "{status}");
        assert_eq!(fail(status, None, "{}").verdict(), INVALID, "{status}");
    }
}

#[test]
fn a_failure_with_any_body_is_an_error() {
    for body in ["", "[", "[]", "<html>", "{}"] {
        assert_eq!(fail(503, None, body).verdict(), Verdict::transient(), "{body}");
        assert_eq!(fail(429, None, body).verdict(), Verdict::throttled().did_not_run(), "{body}");
        assert_eq!(fail(401, None, body).reason(), Some(PermanentReason::Auth), "{body}");
    }
}

#[test]
fn the_line_describes_the_failure() {
    let line = |status, length, body| fail(status, length, body).to_string();
    assert_eq!(line(204, None, ""), "204, the JSON is not what was expected: the body is empty");
    assert_eq!(line(200, None, ""), "200, the JSON was cut: EOF while parsing a value at line 1 column 0");
}
