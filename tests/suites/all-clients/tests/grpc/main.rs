//! The scenarios in gRPC's words, through tonic: how many requests the server sees, and which waits.

#[path = "../support/grpc.rs"]
mod grpc;
mod server;

use std::cell::RefCell;
use std::future::ready;
use std::ops::RangeInclusive;
use std::time::Duration;

use retry_attr::retry;
use tonic::transport::{Channel, Endpoint};
use tonic::{Code, Status};
use tonic_types::{ErrorDetails, QuotaViolation, StatusExt as _};

use crate::server::{Play, Server};

const B1: RangeInclusive<f64> = 0.0..=0.5;
const B2: RangeInclusive<f64> = 0.0..=1.0;
const T1: RangeInclusive<f64> = 0.5..=1.0;

fn hint(seconds: f64) -> RangeInclusive<f64> {
    seconds..=seconds * 1.1
}

#[retry(
    max = 3, initial_delay = "500ms", max_delay = "8s", jitter = "full",
    sleep = |_| ready(()),
    on_retry = |retry| waits.borrow_mut().push(retry.wait())
)]
async fn ask(channel: &Channel, waits: &RefCell<Vec<Duration>>) -> Result<String, Status> {
    grpc::ask(channel).await
}

/// Plays this, and then the answer.
async fn check(
    script: impl IntoIterator<Item = Play>,
    waits: &[RangeInclusive<f64>],
    ends: Result<(), Code>,
) {
    let server = Server::play(script.into_iter().chain([Play::Answer]).collect()).await;
    let endpoint = Endpoint::from_shared(format!("http://{}", server.address)).expect("a URL");
    let waited = RefCell::default();
    let answer = ask(&endpoint.connect_lazy(), &waited).await;
    let waited = waited.into_inner();
    assert_eq!(answer.as_ref().map(|_| ()).map_err(Status::code), ends, "{answer:?}");
    assert!(answer.is_err() || answer.is_ok_and(|text| text == "Paris."));
    assert_eq!((server.requests(), waited.len()), (waits.len() + 1, waits.len()), "{waited:?}");
    for (waited, wait) in waited.iter().zip(waits) {
        assert!(wait.contains(&waited.as_secs_f64()), "{waited:?} is not in {wait:?}");
    }
}

fn failure(code: Code) -> Play {
    Play::Refusal(Status::new(code, ""))
}

/// Its text invites to try again, which does not make a permanent code pass.
fn refusal(code: Code) -> Play {
    Play::Refusal(Status::new(code, "please try again in 5s"))
}

fn exhausted(seconds: u64, quota: &str) -> Play {
    let mut details = ErrorDetails::with_retry_info(Some(Duration::from_secs(seconds)));
    details.add_quota_failure_violation("", "");
    let violation = QuotaViolation { quota_id: quota.to_owned(), ..QuotaViolation::new("", "") };
    details.set_quota_failure(vec![violation]);
    Play::Refusal(Status::with_error_details(Code::ResourceExhausted, "Quota exceeded", details))
}

fn pushed_back(code: Code, wait: &'static str) -> Play {
    let mut status = Status::new(code, "");
    status.metadata_mut().insert("grpc-retry-pushback-ms", wait.parse().expect("a header's value"));
    Play::Refusal(status)
}

#[tokio::test]
async fn an_answer_is_asked_for_once() {
    check([], &[], Ok(())).await;
}

#[tokio::test]
async fn transient_failures_are_retried() {
    check([failure(Code::Unavailable)], &[B1], Ok(())).await;
    check([failure(Code::DeadlineExceeded)], &[B1], Ok(())).await;
    check([failure(Code::Aborted)], &[B1], Ok(())).await;
    check([refusal(Code::Unavailable)], &[hint(5.0)], Ok(())).await;
}

/// tonic has no retries, so there is nothing to switch off.
#[tokio::test]
async fn of_three_attempts_the_server_sees_three() {
    let down = || failure(Code::Unavailable);
    check([down(), down(), down()], &[B1, B2], Err(Code::Unavailable)).await;
}

#[tokio::test]
async fn the_wait_after_a_rate_limit_is_the_hint() {
    check([exhausted(2, "RequestsPerMinutePerProject")], &[hint(2.0)], Ok(())).await;
    check([pushed_back(Code::ResourceExhausted, "1300")], &[hint(1.3)], Ok(())).await;
    // Below our own wait, which is the longer of the two.
    check([pushed_back(Code::ResourceExhausted, "300")], &[T1], Ok(())).await;
    check([pushed_back(Code::ResourceExhausted, "0")], &[T1], Ok(())).await;
    check([pushed_back(Code::Unavailable, "1500")], &[hint(1.5)], Ok(())).await;
    check([exhausted(3600, "RequestsPerMinutePerProject")], &[], Err(Code::ResourceExhausted)).await;
}

#[tokio::test]
async fn a_spent_quota_and_a_server_that_says_no_are_asked_once() {
    check([refusal(Code::ResourceExhausted)], &[], Err(Code::ResourceExhausted)).await;
    check([exhausted(2, "RequestsPerDayPerProject")], &[], Err(Code::ResourceExhausted)).await;
    check([pushed_back(Code::Unavailable, "-1")], &[], Err(Code::Unavailable)).await;
    for code in [Code::InvalidArgument, Code::Unauthenticated, Code::NotFound, Code::Internal, Code::Unknown]
    {
        check([refusal(code)], &[], Err(code)).await;
    }
}

/// Of a reply without a body tonic makes a code, by gRPC's own table; of a page an internal error.
#[tokio::test]
async fn a_proxy_without_grpc_is_judged_by_its_status() {
    for body in ["", "<html>"] {
        check([Play::Http(503, body)], &[B1], Ok(())).await;
    }
    check([Play::Http(429, "")], &[B1], Ok(())).await;
    check([Play::Http(429, "<html>")], &[T1], Ok(())).await;
    check([Play::Http(401, "")], &[], Err(Code::Unauthenticated)).await;
    check([Play::Http(401, "<html>")], &[], Err(Code::Internal)).await;
    check([Play::Http(529, "<html>")], &[T1], Ok(())).await;
    // Impossible: the status is lost.
    check([Play::Http(529, "")], &[], Err(Code::Unknown)).await;
}

#[tokio::test]
async fn an_answer_that_is_cut_is_asked_for_again() {
    check([Play::Cut], &[B1], Ok(())).await;
}
