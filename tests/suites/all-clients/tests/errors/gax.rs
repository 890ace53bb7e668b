//! Google Cloud: typed details, over REST and gRPC.

use std::time::Duration;

use bytes::Bytes;
use google_cloud_gax::error::rpc::{Code, Status, StatusDetails};
use google_cloud_gax::error::{CredentialsError, Error};
use google_cloud_rpc::model::quota_failure::Violation;
use google_cloud_rpc::model::{QuotaFailure, RetryInfo};
use http::{HeaderMap, HeaderValue};
use retry_attr::{PermanentReason, Retryable as _, Verdict};

const INVALID: Verdict = Verdict::permanent(PermanentReason::Invalid);

fn hint(seconds: i64) -> StatusDetails {
    let delay = google_cloud_wkt::Duration::clamp(seconds, 500_000_000);
    StatusDetails::RetryInfo(RetryInfo::new().set_retry_delay(delay))
}

fn quota(id: &str) -> StatusDetails {
    StatusDetails::QuotaFailure(QuotaFailure::new().set_violations([Violation::new().set_quota_id(id)]))
}

fn status(code: Code, details: impl IntoIterator<Item = StatusDetails>) -> Status {
    Status::default().set_code(code).set_message("Resource exhausted").set_details(details)
}

/// Over gRPC, where there is no HTTP status.
fn grpc(code: Code, details: impl IntoIterator<Item = StatusDetails>) -> Verdict {
    Error::service(status(code, details)).verdict()
}

#[test]
fn the_code_stands_for_a_status_over_grpc() {
    assert_eq!(grpc(Code::Unavailable, []), Verdict::transient());
    assert_eq!(grpc(Code::DeadlineExceeded, []), Verdict::timed_out());
    assert_eq!(grpc(Code::Aborted, []), Verdict::transient());
    assert_eq!(grpc(Code::ResourceExhausted, []), Verdict::throttled());
    assert_eq!(grpc(Code::Unauthenticated, []), Verdict::permanent(PermanentReason::Auth));
    assert_eq!(grpc(Code::InvalidArgument, []), INVALID);
    let unknown = Status::default().set_code(Code::Unknown).set_message("strange");
    assert!(!Error::service(unknown).verdict().is_retryable());
}

#[test]
fn typed_details_count_and_a_quota_by_the_day_beats_the_hint() {
    let minute = quota("GenerateContentRequestsPerMinutePerProjectPerModel");
    let day = quota("GenerateContentRequestsPerDayPerProjectPerModel");
    let after = Verdict::throttled().with_hint(Duration::from_millis(2500));
    assert_eq!(grpc(Code::ResourceExhausted, [minute, hint(2)]), after);
    let spent = Verdict::permanent(PermanentReason::Quota).with_hint(Duration::from_millis(2500));
    assert_eq!(grpc(Code::ResourceExhausted, [hint(2), day]), spent, "the hint stays readable");
}

#[test]
fn a_reply_has_its_status_and_its_headers_too() {
    let headers =
        || HeaderMap::from_iter([("retry-after".parse().expect("a name"), HeaderValue::from_static("7"))]);
    let error = |code, status, details| {
        Error::service_with_http_metadata(self::status(code, details), Some(status), Some(headers()))
            .verdict()
    };
    let after = |seconds| Verdict::throttled().with_hint(Duration::from_secs(seconds)).did_not_run();
    assert_eq!(error(Code::ResourceExhausted, 429, vec![]), after(7));
    assert_eq!(error(Code::ResourceExhausted, 429, vec![hint(2)]), after(7), "the longer one");
    assert_eq!(error(Code::Unknown, 529, vec![]).class(), Verdict::overloaded().class());
    let proxy = Error::http(429, headers(), Bytes::from_static(b"<html>"));
    assert_eq!(proxy.verdict(), after(7));
    let spent = br#"{"error": {"type": "insufficient_quota"}}"#;
    assert!(!Error::http(429, headers(), Bytes::from_static(spent)).verdict().is_retryable());
}

#[test]
fn without_a_reply_the_source_decides() {
    let io = |kind| Error::io(std::io::Error::from(kind)).verdict();
    assert_eq!(io(std::io::ErrorKind::ConnectionReset), Verdict::transient());
    assert_eq!(io(std::io::ErrorKind::PermissionDenied), INVALID);
    assert_eq!(Error::timeout("late").verdict(), Verdict::timed_out());
    assert_eq!(Error::ser("no JSON").verdict(), INVALID.not_sent());
    let json = |text| Error::deser(serde_json::from_str::<[u8; 1]>(text).expect_err("no list")).verdict();
    assert_eq!(json("{}"), INVALID);
    assert_eq!(json("["), Verdict::transient(), "an answer that was cut");
    let credentials =
        |passes| Error::authentication(CredentialsError::from_msg(passes, "no token")).verdict();
    assert_eq!(credentials(true), Verdict::transient().not_sent());
    assert_eq!(credentials(false), Verdict::permanent(PermanentReason::Auth).not_sent());
}

/// gax has given up, and wraps the last error.
#[test]
fn an_exhausted_policy_is_looked_into() {
    let last = Error::service(status(Code::Unavailable, []));
    assert_eq!(Error::exhausted(last).verdict(), Verdict::transient());
}

#[test]
fn an_error_of_gax_is_known_in_an_error_of_any_type() {
    let error = anyhow::Error::new(Error::service(status(Code::Unavailable, []))).context("asking");
    assert_eq!(error.verdict(), Verdict::transient());
}
