//! gRPC: codes, what the details and the trailers add, and what tonic makes of a connection.

use std::time::Duration;

use retry_attr::{PermanentReason, Retryable as _, Verdict};
use tonic::transport::Endpoint;
use tonic::{Code, Status};
use tonic_types::{ErrorDetails, QuotaViolation, StatusExt as _};

use crate::grpc::ask;
use crate::socket::{NOBODY, saying};

const INVALID: Verdict = Verdict::permanent(PermanentReason::Invalid);
const AUTH: Verdict = Verdict::permanent(PermanentReason::Auth);
const QUOTA: Verdict = Verdict::permanent(PermanentReason::Quota);

fn with(code: Code, details: ErrorDetails) -> Status {
    Status::with_error_details(code, "RESOURCE_EXHAUSTED: slow down", details)
}

fn hint(seconds: u64) -> ErrorDetails {
    ErrorDetails::with_retry_info(Some(Duration::from_secs(seconds)))
}

fn quota(id: &str) -> ErrorDetails {
    let mut details = hint(10);
    details
        .set_quota_failure(vec![QuotaViolation { quota_id: id.to_owned(), ..QuotaViolation::new("", "") }]);
    details
}

fn pushed_back(code: Code, wait: &'static str) -> Verdict {
    let mut status = Status::new(code, "");
    status.metadata_mut().insert("grpc-retry-pushback-ms", wait.parse().expect("a header's value"));
    status.verdict()
}

#[test]
fn a_code_alone_says_whether_it_passes() {
    let verdicts = [
        (Code::Unavailable, Verdict::transient()),
        (Code::DeadlineExceeded, Verdict::timed_out()),
        (Code::Aborted, Verdict::transient()),
        (Code::ResourceExhausted, QUOTA),
        (Code::Unauthenticated, AUTH),
        (Code::PermissionDenied, AUTH),
    ];
    let permanent =
        (1..17).map(Code::from_i32).filter(|code| verdicts.iter().all(|(known, _)| known != code));
    let permanent = permanent.map(|code| (code, INVALID)).collect::<Vec<_>>();
    assert_eq!(permanent.len(), 10, "{permanent:?}");
    for (code, verdict) in verdicts.into_iter().chain(permanent) {
        assert_eq!(Status::new(code, "").verdict(), verdict, "{code:?}");
        let prose = Status::new(code, "please try again in 5s").verdict();
        assert_eq!(prose.class(), verdict.class(), "prose decides nothing of {code:?}");
    }
}

#[test]
fn an_exhausted_resource_is_a_rate_limit_if_the_server_says_when_to_come_back() {
    let after = |millis| Verdict::throttled().with_hint(Duration::from_millis(millis));
    assert_eq!(with(Code::ResourceExhausted, hint(7)).verdict(), after(7000));
    let short = ErrorDetails::with_retry_info(Some(Duration::from_nanos(539_477_544)));
    let verdict = with(Code::ResourceExhausted, short).verdict();
    assert_eq!(verdict, Verdict::throttled().with_hint(Duration::from_nanos(539_477_544)));
    assert_eq!(pushed_back(Code::ResourceExhausted, "1500"), after(1500));
    assert_eq!(pushed_back(Code::ResourceExhausted, "0"), Verdict::throttled(), "at once, so far as it goes");
    assert_eq!(with(Code::ResourceExhausted, hint(0)).verdict(), QUOTA);
    assert_eq!(with(Code::ResourceExhausted, ErrorDetails::new()).verdict(), QUOTA);
}

#[test]
fn a_quota_by_the_day_beats_the_hint() {
    let minute = quota("GenerateRequestsPerMinutePerProjectPerModel-FreeTier");
    let hinted = Verdict::throttled().with_hint(Duration::from_secs(10));
    assert_eq!(with(Code::ResourceExhausted, minute).verdict(), hinted);
    let day = with(Code::ResourceExhausted, quota("GenerateRequestsPerDayPerProjectPerModel-FreeTier"));
    assert_eq!(day.verdict().class(), QUOTA.class());
}

#[test]
fn a_pushback_counts_with_every_code_that_passes_and_a_negative_one_stops() {
    assert_eq!(
        pushed_back(Code::Unavailable, "250"),
        Verdict::transient().with_hint(Duration::from_millis(250))
    );
    for code in [Code::Unavailable, Code::ResourceExhausted, Code::Aborted, Code::DeadlineExceeded] {
        for stop in ["-1", "soon"] {
            assert!(!pushed_back(code, stop).is_retryable(), "{code:?}, {stop}");
        }
    }
    assert!(!pushed_back(Code::InvalidArgument, "250").is_retryable());
}

#[test]
fn an_over_long_prompt_is_recognized() {
    for code in [Code::InvalidArgument, Code::Internal] {
        let status =
            Status::new(code, "The input token count (1048577) exceeds the maximum number of tokens");
        assert_eq!(status.verdict(), Verdict::permanent(PermanentReason::TooLong), "{code:?}");
    }
}

async fn fail(endpoint: Endpoint) -> Status {
    ask(&endpoint.connect_lazy()).await.expect_err("no server of ours answers")
}

fn endpoint(url: impl Into<String>) -> Endpoint {
    Endpoint::from_shared(url.into()).expect("a URL")
}

#[tokio::test]
async fn a_refused_connection_was_not_sent() {
    let status = fail(endpoint(NOBODY)).await;
    assert_eq!(status.verdict(), Verdict::transient().not_sent(), "{status:?}");
}

/// tonic calls it `Cancelled`.
#[tokio::test]
async fn a_timeout_of_the_clients_own_is_one() {
    let silent = endpoint(saying(b"", false)).timeout(Duration::from_millis(100));
    let status = fail(silent).await;
    assert_eq!((status.code(), status.verdict()), (Code::Cancelled, Verdict::timed_out()), "{status:?}");
}

#[tokio::test]
async fn a_connection_that_closes_is_transient() {
    let status = fail(endpoint(saying(b"", true))).await;
    assert_eq!(status.verdict(), Verdict::transient(), "{status:?}");
}

/// The HTTP/2 error inside has a type that only another dependency could name.
#[tokio::test]
async fn a_reply_that_is_not_http_2_looks_like_a_broken_connection() {
    let status = fail(endpoint(saying(b"SSH-2.0-OpenSSH\r\n", true))).await;
    assert_eq!(status.verdict(), Verdict::transient(), "{status:?}");
}

#[test]
fn a_status_is_known_in_an_error_of_any_type() {
    let error = anyhow::Error::new(with(Code::ResourceExhausted, hint(7))).context("asking");
    assert_eq!(error.verdict(), Verdict::throttled().with_hint(Duration::from_secs(7)));
}
