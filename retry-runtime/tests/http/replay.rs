//! The cases of the official SDKs' own tests, `retry_after_cases.json`: each is replayed or declined.

use std::collections::BTreeSet;
use std::error::Error;
use std::io;
use std::ops::ControlFlow;
use std::time::Duration;

use retry_attr_runtime::__private::{Attempts, parse_duration};
use retry_attr_runtime::{Jitter, Policy, Retryable, Verdict};
use serde_json::Value;

use crate::{Failure, judge};

/// What we do on purpose another way, and why.
const DECLINED: [(&str, &str); 25] = [
    ("anthropic_python_delay/10", "too large a number is no hint, and not fifty days"),
    ("anthropic_python_delay/11", "an infinite one is none either"),
    ("openai_python_behaviour/2", "rustc refuses to move an argument into a second attempt: nothing runs"),
    ("openai_python_behaviour/7", "we add no header, so that there is none to leave out"),
    ("openai_node_7_57/1", "60.001 s is waited, not retried early"),
    ("openai_node_7_57/2", "61 s is waited, not retried early"),
    ("openai_node_7_57/3", "zero is no order to retry at once"),
    ("openai_node_7_57/6", "zero milliseconds let the seconds speak"),
    ("openai_node_7_57/7", "a date without a time is not its first number"),
    ("openai_node_6_49_vs_7/1", "an overflow that retries at once"),
    ("openai_node_6_49_vs_7/2", "a negative wait is no order to retry at once"),
    ("openai_node_6_49_vs_7/3", "garbage is no order to retry at once"),
    ("anthropic_ts_1_12/4", "25 days are an order that stops the call, not one to ignore"),
    ("groq_python_1_7/1", "61 s is waited, not retried early"),
    ("groq_python_1_7/2", "an hour is waited or stops the call, and is not retried early"),
    ("vercel_ai/3", "70 s is waited, not retried early"),
    ("litellm/1", "1.5 s is waited"),
    ("litellm/2", "milliseconds are waited"),
    ("litellm/3", "61 s is waited, not retried early"),
    ("aws_standard_2_1/1", "a hint shorter than our own wait is still the server's word"),
    ("aws_standard_2_1/2", "a hint is never waited less"),
    ("aws_standard_2_1/3", "a hint is never waited less"),
    ("async_openai_0_43/1", "half a second is waited"),
    ("async_openai_0_43/2", "milliseconds are waited"),
    ("async_openai_0_43/5", "`x-should-retry: false` stops"),
];

/// Longer than the 120 s that openai-python obeys: its own note says that the client makes one attempt, whatever the
/// function under test returns.
const ONE_ATTEMPT: [&str; 2] = ["openai_python_delay/6", "openai_python_delay/13"];

/// The waits of a call that fails so often: as many as there were retries.
fn waits<E: Retryable>(policy: &Policy, failures: impl IntoIterator<Item = E>) -> Vec<f64> {
    let mut attempts = Attempts::drawing_from(|| 1 << 63);
    let settled = failures.into_iter().map(|error| attempts.settle(policy, &Err::<(), E>(error)));
    settled.map_while(ControlFlow::continue_value).map(|wait| wait.as_secs_f64()).collect()
}

/// Each SDK's own numbers, without jitter where its table has none.
fn policy(set: &str) -> Policy {
    let (first, obeyed) = match set {
        "aws_standard_2_1" => (50, Duration::MAX),
        "async_openai_0_43" => (100, Duration::MAX),
        "vercel_ai" => (2000, Duration::MAX),
        set if set.starts_with("openai_python") => (500, Duration::from_secs(120)),
        _ => (500, Duration::MAX),
    };
    let first = Duration::from_millis(first);
    let jitter = if set == "litellm" { Jitter::Full } else { Jitter::None };
    let policy = Policy::DEFAULT.max(u32::MAX).jitter(jitter).initial_delay(first).throttled_delay(first);
    policy.max_delay(Duration::from_secs(8)).max_retry_after(obeyed)
}

/// The verdict of a case: a 429 where none is named.
fn verdict(case: &Value, clock: &str) -> Verdict {
    let status = case["status"].as_u64().map_or(429, |status| u16::try_from(status).expect("it is a status"));
    let headers = case["headers"].as_object().expect("a case has headers");
    let headers = headers.iter().map(|(name, value)| match value.as_str().expect("a header is text") {
        "<http date now+5s>" => (name.as_str(), "Tue, 14 Nov 2023 22:13:25 GMT"),
        value => (name.as_str(), value),
    });
    let headers: Vec<_> = headers.chain([("date", clock)]).collect();
    judge(status, &headers, "")
}

/// The case of a header: the wait before this retry.
fn replay_header(id: &str, set: &str, case: &Value, clock: &str) {
    let policy = policy(set);
    let verdict = verdict(case, clock);
    let retry = match (case["max_retries"].as_i64(), case["remaining_retries"].as_i64()) {
        (Some(max), Some(remaining)) => usize::try_from(max - remaining).expect("retries are not negative"),
        _ => 0,
    };
    let wait = waits(&policy, (0..=retry).map(|_| Failure(verdict))).get(retry).copied();
    let own = waits(&policy, [Failure(Verdict::throttled())])[0];
    if ONE_ATTEMPT.contains(&id) || case["should_retry"] == false || case["expected_attempts"] == 1 {
        assert_eq!(wait, None, "{id}");
    } else if case["should_retry"] == true || case["expected"] == "retried" {
        assert!(wait.is_some(), "{id}");
    } else if let Some(seconds) = case["expected_delay_s"].as_f64() {
        assert_eq!(wait, Some(seconds), "{id}");
    } else {
        match case["expected_delay_s"].as_str().or(case["expected"].as_str()) {
            Some("5 + U(0,0.75)") => assert!(wait.is_some_and(|wait| (5.0..=5.75).contains(&wait)), "{id}"),
            Some("sleeps 3600 s") => assert_eq!(wait, Some(3600.0), "{id}"),
            Some(text) if text.starts_with("backoff") || text == "ignored" => {
                assert_eq!(wait, Some(own), "{id}");
            }
            other => panic!("{id} is neither replayed nor declined: {other:?}"),
        }
    }
}

/// 500 so often, then 200; `10**100` retries are as many as we can count.
fn replay_limits(id: &str, case: &Value) {
    let retries = case["max_retries"].as_u64().and_then(|retries| u32::try_from(retries).ok());
    let policy = policy("openai_python").max(retries.map_or(u32::MAX, |retries| retries + 1));
    let headers: Vec<_> =
        case["retry_after_header"].as_str().map(|value| ("retry-after", value)).into_iter().collect();
    let failures = case["failures_before_success"].as_u64().expect("a number");
    let waited = waits(&policy, (0..failures).map(|_| Failure(judge(500, &headers, ""))));
    let expected: Vec<_> =
        case["expected_sleeps_s"].as_array().expect("a list").iter().map(Value::as_f64).collect();
    assert_eq!(waited.iter().copied().map(Some).collect::<Vec<_>>(), expected, "{id}");
    assert_eq!(case["expected_attempts"].as_u64(), u64::try_from(waited.len() + 1).ok(), "{id}");
}

/// The named tests: by what they say, their scripts are prose.
fn replay_behaviour(id: &str, case: &Value) {
    let policy = policy("openai_python");
    let of = |status, headers| waits(&policy, [Failure(judge(status, headers, ""))]).len() + 1;
    let attempts = match case["test"].as_str().expect("a test has a name") {
        "test_does_not_retry_retry_after_above_max" => of(429, &[("retry-after", "121")]),
        "test_invalid_retry_after_date_does_not_mask_status_error" => {
            of(400, &[("retry-after", "Fri, 29 Sep 100000 16:26:57 GMT")])
        }
        "test_multipart_retry_rewinds_seekable_file" => of(500, &[]),
        "test_application_exceptions_are_not_retried" => {
            let errors: [Box<dyn Error>; 2] =
                ["of the application".into(), io::Error::other("likewise").into()];
            errors.into_iter().map(|error| waits(&policy, [error]).len()).sum::<usize>() + 1
        }
        "test_unmapped_transport_errors" => {
            // TLS errors are the clients': an end in the middle is the standard library's.
            let ends = |count| (0..count).map(|_| io::Error::from(io::ErrorKind::UnexpectedEof));
            assert_eq!(waits(&policy.max(3), ends(1)).len() + 1, 2, "{id}");
            assert_eq!(waits(&policy.max(3), ends(9)).len() + 1, 3, "{id}");
            return;
        }
        "test_retries_taken" => {
            for failures in [0, 2, 4] {
                let errors = (0..failures).map(|_| Failure(judge(500, &[], "")));
                assert_eq!(waits(&policy, errors).len(), failures, "{id}");
            }
            return;
        }
        other => panic!("{id} is neither replayed nor declined: {other}"),
    };
    assert_eq!(case["expected_attempts"].as_u64(), u64::try_from(attempts).ok(), "{id}");
}

fn replay_script(id: &str, set: &str, case: &Value) {
    let failures =
        case["script"].as_array().expect("a list").iter().filter_map(|step| step.as_str()?.split_once(':'));
    let waited = waits(&policy(set), failures.map(|header| Failure(judge(429, &[header], ""))));
    let expected: Vec<_> =
        case["expected_delays_s"].as_array().expect("a list").iter().map(Value::as_f64).collect();
    assert_eq!(waited.into_iter().map(Some).collect::<Vec<_>>(), expected, "{id}");
}

fn replay_duration(id: &str, case: &Value) {
    let duration = parse_duration(case["in"].as_str().expect("a text"));
    match &case["out_s"] {
        Value::String(text) if text.starts_with("saturate") => {
            assert!(duration.is_some_and(|duration| duration > Duration::from_secs(1 << 60)), "{id}");
        }
        seconds => assert_eq!(duration.map(|duration| duration.as_secs_f64()), seconds.as_f64(), "{id}"),
    }
}

#[test]
fn every_case_of_the_sdks_is_replayed_or_declined() {
    let cases: Value = serde_json::from_str(include_str!("retry_after_cases.json")).expect("it is JSON");
    let mut declined: BTreeSet<_> = DECLINED.iter().map(|(id, _)| (*id).to_owned()).collect();
    assert_eq!(declined.len(), DECLINED.len(), "each is declined once");
    let mut count = 0;
    for set in cases["sets"].as_array().expect("a list") {
        let name = set["id"].as_str().expect("a set has an id");
        let clock = set["clock"]["as_http_date"].as_str().unwrap_or("Tue, 14 Nov 2023 22:13:20 GMT");
        for (index, case) in set["cases"].as_array().expect("a list").iter().enumerate() {
            let id = format!("{name}/{index}");
            count += 1;
            if declined.remove(&id) {
                continue;
            }
            match name {
                "openai_python_limits_backoff" => replay_limits(&id, case),
                "openai_python_behaviour" => replay_behaviour(&id, case),
                "duration_formats" => replay_duration(&id, case),
                // `max` is a `u32` literal, which is parsed like this; what is none does not compile.
                "openai_python_invalid_max_retries" => {
                    assert!(case["value"].as_str().expect("a text").parse::<u32>().is_err(), "{id}");
                }
                _ if case["script"].is_array() => replay_script(&id, name, case),
                _ => replay_header(&id, name, case, clock),
            }
        }
    }
    assert_eq!((count, Some(count)), (137, cases["total_cases"].as_u64()));
    assert!(declined.is_empty(), "there are no such cases: {declined:?}");
}
