//! The replies that prove that the request was not carried out.

use retry_attr_runtime::http::ApiError;

use crate::{judge, of_reply};

/// Bodies that name overload by a documented code, in the shapes of their providers.
const CODES: [&str; 5] = [
    r#"{"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}"#,
    r#"{"error": {"code": "server_is_overloaded", "message": "Slow down"}}"#,
    r#"{"error": "Model is overloaded", "error_type": "overloaded"}"#,
    r#"{"error": {"code": "1305", "message": "busy"}}"#,
    r#"{"error_code": 336100, "error_msg": "try again later"}"#,
];

fn may_have_run(status: u16, body: &str) -> bool {
    judge(status, &[], body).may_have_run()
}

#[test]
fn three_status_lines_prove_it_alone() {
    let refused: Vec<u16> = (100..600).filter(|status| !may_have_run(*status, "")).collect();
    assert_eq!(refused, [429, 498, 529]);
}

#[test]
fn a_503_proves_it_by_a_documented_code_of_overload() {
    for body in CODES {
        assert!(!may_have_run(503, body), "{body}");
        assert!(!of_reply(503, &[], body).verdict().may_have_run(), "{body}");
    }
    assert!(!judge(503, &[("x-amzn-errortype", "engine_overloaded_error")], "").may_have_run());
    // A 503 with another code, or with a wait alone, may come from a proxy whose server still works.
    assert!(may_have_run(503, r#"{"error": {"type": "server_error"}}"#));
    assert!(judge(503, &[("retry-after", "7")], "").may_have_run());
}

#[test]
fn prose_never_proves_it() {
    let bodies = [
        r#"{"error": {"message": "The model is overloaded. Please try again later."}}"#,
        r#"{"error": {"message": "The server is currently overloaded", "type": "server_error"}}"#,
        r#"{"error": "Model is overloaded"}"#,
        "The engine is currently overloaded, please try again later",
    ];
    for body in bodies {
        assert!(may_have_run(503, body), "{body}");
        assert!(may_have_run(500, body), "{body}");
    }
}

#[test]
fn the_error_of_another_server_never_proves_it() {
    let relayed = r#"{"error": {"message": "{\"error\": {\"type\": \"overloaded_error\", \"message\": \"Overloaded\"}}"}}"#;
    assert!(may_have_run(503, relayed));
}

#[test]
fn a_200_and_an_event_do_not_prove_that_the_request_did_not_run() {
    for body in CODES.into_iter().chain([r#"{"error": {"code": 429, "type": "rate_limit_error"}}"#]) {
        assert!(may_have_run(200, body), "{body}");
        assert!(may_have_run(500, body), "{body}");
        let errors = [ApiError::in_body(body.as_bytes()), ApiError::in_event(body)];
        assert!(errors.iter().flatten().all(|error| error.verdict().may_have_run()), "{body}");
    }
}

#[test]
fn a_refusal_proves_that_the_request_did_not_run() {
    let spent = r#"{"error": {"type": "insufficient_quota"}}"#;
    assert!(!may_have_run(429, spent));
    assert!(!judge(429, &[("x-should-retry", "true"), ("retry-after", "7")], "").may_have_run());
}
