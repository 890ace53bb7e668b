//! `http::StatusCode` and `http::Response` as errors.

use std::time::Duration;

use http::{Response, StatusCode};
use retry_attr_runtime::{PermanentReason, Retryable as _, Verdict};

#[test]
fn a_status_is_judged_alone() {
    assert_eq!(StatusCode::TOO_MANY_REQUESTS.verdict(), Verdict::throttled().did_not_run());
    assert_eq!(StatusCode::BAD_GATEWAY.verdict(), Verdict::transient());
    assert_eq!(StatusCode::UNAUTHORIZED.verdict(), Verdict::permanent(PermanentReason::Auth));
    assert_eq!(StatusCode::OK.verdict(), Verdict::permanent(PermanentReason::Unrecognized));
}

#[test]
fn a_response_is_judged_by_its_headers_too() {
    struct Unreadable;
    let reply = Response::builder().status(429).header("retry-after", "7").body(Unreadable);
    assert_eq!(
        reply.expect("a reply").verdict(),
        Verdict::throttled().did_not_run().with_hint(Duration::from_secs(7))
    );
}
