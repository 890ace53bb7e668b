//! Unusual bodies. The status decides, in bounded time and memory.

use retry_attr_runtime::{FailureClass, PermanentReason, Verdict};

use crate::{judge, of_reply};

const WINDOW: usize = 64 * 1024;
const QUOTA: &str = r#"{"error": {"type": "insufficient_quota"}}"#;

fn assert_decides_by_status(body: &[u8]) {
    let shown = String::from_utf8_lossy(&body[..body.len().min(60)]);
    for status in [400, 401, 402, 404, 424, 429, 500, 503, 529] {
        assert_eq!(judge(status, &[], body), judge(status, &[], ""), "{status} {shown}");
    }
    assert_eq!(
        judge(200, &[], body).class(),
        FailureClass::Permanent(PermanentReason::Unrecognized),
        "{shown}"
    );
}

#[test]
fn a_body_that_says_nothing_is_judged_by_its_status() {
    for body in [
        "<html><body>insufficient_quota, try again in 20s</body></html>",
        "<html><body>You have used up your monthly quota.</body></html>",
        "<?xml version=\"1.0\"?><Code>insufficient_quota</Code>",
        "data: [DONE]",
        "data: insufficient_quota",
        "event: ping\n\n",
        "database: {\"error\": {\"type\": \"insufficient_quota\"}}",
        " ",
        "\0\0\0",
        "{",
        "{}",
        "[",
        "[]",
        "[[[[{\"message\": 1}]]]]",
        "null",
        "true",
        "42",
        "-1e999",
        "[\"insufficient_quota\"]",
        "{\"error\": null}",
        "{\"error\": []}",
        "{\"error\": false}",
        "{\"error\": 7}",
        "{\"error\": {}}",
        // From a fine-tuning job of OpenAI that has not failed.
        "{\"error\": {\"code\": null, \"message\": null, \"param\": null}}",
        "{\"error\": {\"message\": \"\"}}",
        "{\"error\": \"\"}",
        "{\"error\": }",
    ] {
        assert_decides_by_status(body.as_bytes());
    }
}

#[test]
fn a_text_is_the_message_and_a_page_is_not() {
    let message = |body: &str| of_reply(429, &[], body).message().map(String::from);
    assert_eq!(message("Slow down, please.\n").as_deref(), Some("Slow down, please."));
    assert_eq!(message("\"Slow down\"").as_deref(), Some("Slow down"));
    assert_eq!(message(&"ä".repeat(600)).map(|text| text.chars().count()), Some(512));
    for body in ["<html>Slow down</html>", "null", "42", " ", "data: slow down", "\u{1}slow down"] {
        assert_eq!(message(body), None, "{body}");
    }
}

#[test]
fn a_body_that_is_not_utf_8_is_judged_by_its_status() {
    assert_decides_by_status(b"\xff\xfe\x00");
    assert_decides_by_status(b"{\"error\": {\"message\": \"\xff\", \"type\": \"insufficient_quota\"}}");
    assert_decides_by_status(b"{\"error\": {\"type\": \"insufficient_quota\xc3\"}}");
    assert_decides_by_status(b"{\"\xff\": 1, \"error\": {\"type\": \"insufficient_quota\"}}");
    let utf_16: Vec<u8> = QUOTA.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_decides_by_status(&utf_16);
}

#[test]
fn fields_of_another_type_are_ignored() {
    for value in
        ["null", "true", "{}", "[]", "{\"a\": [1, {\"b\": 2}]}", "[\"insufficient_quota\"]", "-7", "1e9"]
    {
        let body = format!(
            r#"{{"error": {{"type": {value}, "code": {value}, "status": {value}, "details": {value},
            "innererror": {value}, "metadata": {value}, "message": {value}}}}}"#
        );
        assert_decides_by_status(body.as_bytes());
    }
    // Outside the error object, `status` is the status of the answer.
    assert_decides_by_status(br#"{"status": "insufficient_quota"}"#);
    // Texts in a list of details are ignored.
    assert_decides_by_status(br#"{"error": {"details": ["Too many tokens per day"]}}"#);
    // Azure's finer code is always called `code`.
    assert_decides_by_status(br#"{"error": {"innererror": {"type": "insufficient_quota"}}}"#);
}

#[test]
fn the_first_event_of_an_event_stream_counts() {
    let class = |body| judge(429, &[], body).class();
    for body in [
        "data: {\"code\": \"Arrearage\", \"message\": \"x\"}\n\n",
        "data:{\"code\":\"Arrearage\"}",
        "id:1\nevent:error\n:HTTP_STATUS/400\ndata:{\"code\":\"Arrearage\",\"message\":\"x\"}\n\n",
        "event: error\r\ndata: {\"error\": {\"type\": \"insufficient_quota\"}}\r\n\r\n",
    ] {
        assert_eq!(class(body), FailureClass::Permanent(PermanentReason::Quota), "{body}");
    }
    let later = "data: {\"error\": {\"code\": 429}}\n\ndata: {\"code\": \"Arrearage\"}\n\n";
    assert_eq!(class(later), FailureClass::Throttled);
}

#[test]
fn the_fields_before_a_cut_count() {
    let body = r#"{"error": {"type": "insufficient_quota", "message": "Your quota is spent."}}"#;
    let known = body.find(r#"", "message"#).expect("the type ends there") + 1;
    for cut in 0..body.len() {
        let expected = if cut < known {
            FailureClass::Throttled
        } else {
            FailureClass::Permanent(PermanentReason::Quota)
        };
        assert_eq!(judge(429, &[], &body[..cut]).class(), expected, "{}", &body[..cut]);
    }
}

#[test]
fn nested_brackets_do_not_overflow_the_stack() {
    for (open, close) in
        [("[", "]"), ("{\"error\":", "}"), ("{\"error\":{\"innererror\":", "}}"), ("{\"a\":", "}")]
    {
        for levels in [10, 127, 128, 129, 1_000_000] {
            assert_decides_by_status(open.repeat(levels).as_bytes());
            assert_decides_by_status(format!("{}{}", open.repeat(levels), close.repeat(levels)).as_bytes());
            // Also in an unknown field.
            let inside = format!(r#"{{"error": {{"x": {}"#, open.repeat(levels));
            let verdict = judge(429, &[], &inside);
            assert_eq!(verdict, Verdict::throttled().did_not_run());
        }
    }
}

#[test]
fn only_the_first_64_kib_are_read() {
    let late = |padding: usize| format!("{}{QUOTA}", " ".repeat(padding));
    assert!(!judge(429, &[], late(WINDOW - QUOTA.len())).is_retryable());
    assert_decides_by_status(late(WINDOW).as_bytes());
    assert_decides_by_status(late(10 * 1024 * 1024).as_bytes());
    // The bytes after the window change nothing, so they cost nothing.
    for start in [QUOTA, r#"{"error": {"message": "Try again in 20s"}, "echo": ""#, "[", "<html>"] {
        let long = format!("{start}{}", "x".repeat(10 * 1024 * 1024));
        for status in [400, 429, 503] {
            assert_eq!(judge(status, &[], &long), judge(status, &[], &long[..WINDOW]), "{status} {start}");
        }
    }
}

#[test]
fn escapes_are_decoded() {
    let body = r#"{"error": {"type": "insufficient\u005fquota", "message": "a \"b\"\n"}}"#;
    assert_eq!(judge(429, &[], body).class(), FailureClass::Permanent(PermanentReason::Quota));
    let body = r#"{"error": "retry\u0020in 3s"}"#;
    assert_eq!(judge(429, &[], body).hint().map(|hint| hint.as_secs()), Some(3));
}

#[test]
fn the_error_object_counts_more_than_the_fields_around_it() {
    let inside = r#""error": {"code": "context_length_exceeded", "type": "a"}"#;
    let around = r#""code": "insufficient_quota", "type": "b""#;
    for body in [format!("{{{inside}, {around}}}"), format!("{{{around}, {inside}}}")] {
        assert_eq!(
            judge(400, &[], &body).class(),
            FailureClass::Permanent(PermanentReason::TooLong),
            "{body}"
        );
    }
}

#[test]
fn an_answer_with_fields_of_errors_is_not_an_error() {
    for answer in [
        r#"{"type": "requests", "code": 429, "message": "try again in 5s"}"#,
        r#"{"error": null, "type": "insufficient_quota"}"#,
        r#"[{"code": "overloaded_error"}]"#,
    ] {
        let verdict = judge(200, &[], answer);
        assert_eq!(verdict, Verdict::permanent(PermanentReason::Unrecognized), "{answer}");
    }
    // AWS names the error of an event outside the event.
    let event = judge(200, &[("x-amzn-errortype", "throttlingException")], r#"{"message": "Too many."}"#);
    assert_eq!(event, Verdict::throttled());
}

#[test]
fn a_known_detail_counts_more_than_an_unknown_one() {
    let known = r#"{"reason": "QUOTA_EXHAUSTED"}"#;
    let other = r#"{"reason": "SOMETHING_OF_TOMORROW"}"#;
    for details in [format!("{known}, {other}"), format!("{other}, {known}")] {
        let body = format!(r#"{{"error": {{"details": [{details}]}}}}"#);
        assert_eq!(
            judge(429, &[], &body).class(),
            FailureClass::Permanent(PermanentReason::Quota),
            "{details}"
        );
    }
}

#[test]
fn an_error_in_a_200_has_the_status_of_its_code() {
    let codes = [
        ("overloaded_error", 529),
        ("rate_limit_error", 429),
        ("api_error", 500),
        ("timeout_error", 504),
        ("invalid_request_error", 400),
        ("authentication_error", 401),
        ("server_error", 500),
        ("rate_limit_exceeded", 429),
        ("UNAVAILABLE", 503),
        ("RESOURCE_EXHAUSTED", 429),
        ("modelTimeoutException", 408),
        ("503", 503),
    ];
    for (code, status) in codes {
        let expected = judge(status, &[], "").class();
        let quoted = format!(r#"{{"error": {{"code": "{code}", "message": "Hm."}}}}"#);
        assert_eq!(judge(200, &[], quoted).class(), expected, "{code}");
        let event = format!(r#"{{"type": "error", "error": {{"type": "{code}"}}}}"#);
        assert_eq!(judge(200, &[], event).class() == expected, code != "503", "{code}: a type is no number");
    }
    assert_eq!(judge(200, &[], r#"{"error": {"code": 502}}"#), judge(502, &[], ""));
    for no_status in ["200", "399", "600", "99999999999"] {
        let body = format!(r#"{{"error": {{"code": {no_status}}}}}"#);
        assert_eq!(judge(200, &[], body), Verdict::permanent(PermanentReason::Unrecognized), "{no_status}");
    }
}

#[test]
fn a_request_as_large_as_the_limit_may_pass() {
    let class = |message: &str| judge(429, &[], format!(r#"{{"message": "{message}"}}"#)).class();
    assert_eq!(class("Limit 30000, Requested 30000"), FailureClass::Throttled);
    assert_eq!(class("Limit 30000, Used 30000, Requested 1"), FailureClass::Throttled);
    assert_eq!(class("Requested 36278"), FailureClass::Throttled);
    assert_eq!(class("Limit: 30000. Requested: 30001."), FailureClass::Permanent(PermanentReason::TooLong));
    assert_eq!(class("Limit 30,000, Requested 900"), FailureClass::Throttled);
    assert_eq!(class("Limit 30.5, Requested 30"), FailureClass::Throttled);
    assert_eq!(class("Limit 30/60, Requested 31"), FailureClass::Permanent(PermanentReason::TooLong));
    // Zero as a number, and not as a digit.
    assert_eq!(class("limit: 0.5, model: x"), FailureClass::Throttled);
    assert_eq!(class("limit: 05, limit0, limit: none"), FailureClass::Throttled);
    assert_eq!(class("limit: 20, limit: 0."), FailureClass::Permanent(PermanentReason::Quota));
}

#[test]
fn the_name_of_a_status_counts_only_in_the_error_object() {
    assert_eq!(judge(200, &[], r#"{"error": {"status": "RESOURCE_EXHAUSTED"}}"#), Verdict::throttled());
}
