//! The status alone, and with `x-should-retry`.

use std::time::Duration;

use retry_attr_runtime::__private::{Attempts, Choice, Judged, Plan, Probe, Unknown as _};
use retry_attr_runtime::{FailureClass, PermanentReason, Policy, Verdict};

use crate::judge;

const RETRIED_4XX: [u16; 6] = [408, 409, 425, 429, 498, 499];
const PERMANENT_5XX: [u16; 7] = [501, 505, 506, 508, 510, 511, 526];

fn is_retried(status: u16) -> bool {
    match status {
        500..=599 => !PERMANENT_5XX.contains(&status),
        _ => RETRIED_4XX.contains(&status),
    }
}

#[test]
fn every_status_is_retried_or_permanent() {
    for status in 0..=1000 {
        let verdict = judge(status, &[], "");
        assert_eq!(verdict.is_retryable(), is_retried(status), "{status}");
        assert!(
            verdict.may_have_been_sent() && verdict.hint().is_none() && verdict.reset().is_none(),
            "{status}"
        );
    }
    assert_eq!(judge(u16::MAX, &[], "").class(), FailureClass::Permanent(PermanentReason::Invalid));
}

#[test]
fn a_status_has_its_class() {
    let class = |status| judge(status, &[], "").class();
    assert_eq!(
        [500, 502, 503, 507, 520, 522, 525, 599, 409, 425, 499].map(class),
        [FailureClass::Transient; 11]
    );
    assert_eq!([408, 504, 524].map(class), [FailureClass::TimedOut; 3]);
    assert_eq!([498, 529].map(class), [FailureClass::Overloaded; 2]);
    assert_eq!(class(429), FailureClass::Throttled);
    assert_eq!([401, 403, 407, 511].map(class), [FailureClass::Permanent(PermanentReason::Auth); 4]);
    assert_eq!([413, 414, 431].map(class), [FailureClass::Permanent(PermanentReason::TooLong); 3]);
    assert_eq!(class(402), FailureClass::Permanent(PermanentReason::Quota));
    assert_eq!(
        [400, 404, 405, 412, 422, 424, 302, 101].map(class),
        [FailureClass::Permanent(PermanentReason::Invalid); 8]
    );
    // No part of the reply says that it is a failure.
    assert_eq!([200, 204].map(class), [FailureClass::Permanent(PermanentReason::Unrecognized); 2]);
}

#[test]
fn should_retry_false_stops_every_status() {
    for status in (0..=1000).filter(|status| is_retried(*status)) {
        let verdict = judge(status, &[("x-should-retry", "false")], "");
        assert_eq!(verdict.class(), FailureClass::Permanent(PermanentReason::Invalid), "{status}");
    }
    // Also a failure that is retryable by its message alone.
    let busy = r#"{"error": "server busy"}"#;
    assert_eq!(judge(200, &[], busy).class(), FailureClass::Overloaded);
    assert!(!judge(200, &[("x-should-retry", "false")], busy).is_retryable());
    // A permanent status keeps its reason.
    assert_eq!(
        judge(401, &[("x-should-retry", "false")], "").class(),
        FailureClass::Permanent(PermanentReason::Auth)
    );
    // The hint stays readable.
    let verdict = judge(429, &[("x-should-retry", "false"), ("retry-after", "3")], "");
    assert_eq!(verdict.hint().map(|hint| hint.as_secs()), Some(3));
}

/// Whether there is a second attempt, if this choice decides.
fn retries(verdict: Verdict, choice: Choice) -> bool {
    let judge = |outcome: Result<&(), (&(), &())>| {
        outcome.map_or_else(
            |((), ())| Judged::Failure(Probe(&()).__retry_attr_failed_by(verdict, choice)),
            |()| Judged::Success,
        )
    };
    let plan = Plan::new("test", Policy::DEFAULT);
    Attempts::new().settle_by(&plan, || 0, &Err(()), judge).is_continue()
}

#[test]
fn should_retry_false_stops_a_failure_that_a_pattern_matches() {
    for status in 0..=1000 {
        let free = judge(status, &[], "");
        let stopped = judge(status, &[("x-should-retry", "false")], "");
        let is_proven = matches!(
            free.class(),
            FailureClass::Permanent(PermanentReason::Quota | PermanentReason::TooLong)
        );
        assert_eq!(retries(free, Choice::Selected), !is_proven, "{status}");
        assert!(!retries(stopped, Choice::Selected), "{status}");
        // `on(_)` retries everything.
        assert!(retries(stopped, Choice::Everything), "{status}");
    }
    // A hint that the caller adds does not change this.
    let stopped = judge(500, &[("x-should-retry", "false")], "").with_hint(Duration::from_secs(1)).not_sent();
    assert!(!retries(stopped, Choice::Selected));
}

#[test]
fn should_retry_true_retries_every_status() {
    for status in 0..=1000 {
        let plain = judge(status, &[], "");
        let verdict = judge(status, &[("x-should-retry", "true")], "");
        let expected = if is_retried(status) { plain.class() } else { FailureClass::Transient };
        assert_eq!(verdict.class(), expected, "{status}");
    }
}

#[test]
fn should_retry_true_does_not_retry_a_proven_permanent_error() {
    let proofs = [
        ("insufficient_quota", PermanentReason::Quota),
        ("context_length_exceeded", PermanentReason::TooLong),
        ("content_filter", PermanentReason::Refused),
        ("invalid_api_key", PermanentReason::Auth),
        ("model_not_found", PermanentReason::Invalid),
    ];
    for (code, reason) in proofs {
        let body = format!(r#"{{"error": {{"code": "{code}"}}}}"#);
        for status in [400, 401, 404, 413, 429, 500] {
            let verdict = judge(status, &[("x-should-retry", "true")], &body);
            assert_eq!(verdict.class(), FailureClass::Permanent(reason), "{status} {code}");
        }
    }
}

#[test]
fn similar_headers_count_too() {
    for name in ["x-fal-retryable", "X-Fal-Retryable", "x-gateway-retryable", "x-proxy-should-retry"] {
        assert!(!judge(500, &[(name, "false")], "").is_retryable(), "{name}");
        assert!(judge(400, &[(name, "true")], "").is_retryable(), "{name}");
        assert!(judge(500, &[(name, "no")], "").is_retryable(), "{name}");
        // The header that the SDKs obey counts first.
        let both = [(name, "true"), ("x-should-retry", "false")];
        assert!(!judge(500, &both, "").is_retryable(), "{name}");
    }
    assert!(judge(500, &[("x-retryable-count", "false")], "").is_retryable());
}

#[test]
fn other_values_of_should_retry_are_ignored() {
    for word in ["", "1", "yes", "truefalse"] {
        assert!(judge(500, &[("x-should-retry", word)], "").is_retryable(), "{word}");
        assert!(!judge(400, &[("x-should-retry", word)], "").is_retryable(), "{word}");
    }
}

#[test]
fn prose_never_retries_a_permanent_status() {
    let body = r#"{"error": {"message": "Rate limit, overloaded, server busy: please try again in 2s", "type": "x"}}"#;
    for status in (400..=599).filter(|status| !is_retried(*status)) {
        let verdict = judge(status, &[], body);
        assert!(!verdict.is_retryable() && verdict.hint().is_none(), "{status}");
    }
}
