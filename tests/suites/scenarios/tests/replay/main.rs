//! The cases of the official SDKs' own tests, `retry_after_cases.json`: each is replayed or declined.

mod behavior;
mod declined;
mod max;
mod sdk;

use std::collections::BTreeSet;
use std::time::Duration;

use retry_attr::__private::parse_duration;
use retry_attr::Verdict;
use retry_attr::http::{Reply, verdict};
use serde_json::Value;

use crate::declined::DECLINED;

const CASES: &str = include_str!("../../../../../retry-runtime/tests/http/retry_after_cases.json");

/// Longer than the 120 s that openai-python obeys. Its own note says that the client makes one attempt, even if the function
/// under test returns another value.
const ONE_ATTEMPT: [&str; 2] = ["openai_python_delay/6", "openai_python_delay/13"];

fn judge(status: u16, headers: &[(&str, &str)]) -> Verdict {
    verdict(Reply::new(status, &headers, b""))
}

/// The verdict of a case: a 429 where none is named.
fn judge_case(case: &Value, clock: &str) -> Verdict {
    let status = case["status"].as_u64().map_or(429, |status| u16::try_from(status).expect("it is a status"));
    let headers = case["headers"].as_object().expect("a case has headers");
    let headers = headers.iter().map(|(name, value)| match value.as_str().expect("a header is text") {
        "<http date now+5s>" => (name.as_str(), "Tue, 14 Nov 2023 22:13:25 GMT"),
        value => (name.as_str(), value),
    });
    let headers: Vec<_> = headers.chain([("date", clock)]).collect();
    judge(status, &headers)
}

/// The case of a header: the wait before this retry.
fn replay_header(id: &str, set: &str, case: &Value, clock: &str) {
    let retry = match (case["max_retries"].as_i64(), case["remaining_retries"].as_i64()) {
        (Some(max), Some(remaining)) => usize::try_from(max - remaining).expect("retries are not negative"),
        _ => 0,
    };
    let (waits, succeeded) = sdk::play(sdk::of(set), vec![judge_case(case, clock); retry + 1]);
    let wait = waits.get(retry).copied();
    assert_eq!(wait.is_some(), succeeded, "{id}");
    let own = sdk::play(sdk::of(set), vec![Verdict::throttled()]).0[0];
    assert_eq!(wait, expected(id, case, own), "{id}");
}

/// `None` if there is no second attempt.
fn expected(id: &str, case: &Value, own: f64) -> Option<f64> {
    if ONE_ATTEMPT.contains(&id) || case["should_retry"] == false || case["expected_attempts"] == 1 {
        return None;
    }
    if case["should_retry"] == true {
        // These ask for the longest wait that is obeyed.
        return Some(120.0);
    }
    case["expected_delay_s"].as_f64().or_else(|| {
        match case["expected_delay_s"].as_str().or(case["expected"].as_str()) {
            // Our spread is at most a tenth, and the test draws half of it.
            Some("5 + U(0,0.75)") => Some(5.25),
            Some("sleeps 3600 s") => Some(3600.0),
            Some(text) if text.starts_with("backoff") || matches!(text, "ignored" | "retried") => Some(own),
            other => panic!("{id} is neither replayed nor declined: {other:?}"),
        }
    })
}

/// 500 so often, then 200; `10**100` retries are as many as we can count.
fn replay_limits(id: &str, case: &Value) {
    let name = match case["max_retries"].as_u64() {
        Some(0) => "openai_python_without_retries",
        Some(2) => "openai_python_with_2_retries",
        _ => "openai_python",
    };
    let headers: Vec<_> =
        case["retry_after_header"].as_str().map(|value| ("retry-after", value)).into_iter().collect();
    let failures = case["failures_before_success"].as_u64().expect("a number");
    let (waits, _) = sdk::play(name, (0..failures).map(|_| judge(500, &headers)).collect());
    assert_eq!(
        waits.iter().copied().map(Some).collect::<Vec<_>>(),
        seconds(&case["expected_sleeps_s"]),
        "{id}"
    );
    assert_eq!(case["expected_attempts"].as_u64(), u64::try_from(waits.len() + 1).ok(), "{id}");
}

fn seconds(list: &Value) -> Vec<Option<f64>> {
    list.as_array().expect("a list").iter().map(Value::as_f64).collect()
}

fn replay_script(id: &str, set: &str, case: &Value) {
    let script = case["script"].as_array().expect("a list").iter();
    let failures = script.filter_map(|step| step.as_str()?.split_once(':'));
    let (waits, succeeded) = sdk::play(sdk::of(set), failures.map(|header| judge(429, &[header])).collect());
    let waits: Vec<_> = waits.into_iter().map(Some).collect();
    assert_eq!((waits, succeeded), (seconds(&case["expected_delays_s"]), true), "{id}");
}

fn replay_duration(id: &str, case: &Value) {
    let duration = parse_duration(case["in"].as_str().expect("a text"));
    match &case["out_s"] {
        Value::String(text) if text.starts_with("saturate") => {
            assert_eq!(duration, Some(Duration::from_secs(u64::MAX)), "{id}");
        }
        seconds => assert_eq!(duration.map(|duration| duration.as_secs_f64()), seconds.as_f64(), "{id}"),
    }
}

#[test]
fn every_case_of_the_sdks_is_replayed_or_declined() {
    let cases: Value = serde_json::from_str(CASES).expect("it is JSON");
    let mut declined: BTreeSet<_> = DECLINED.iter().map(|(id, _)| (*id).to_owned()).collect();
    assert_eq!(declined.len(), DECLINED.len(), "each is declined once");
    let mut replayed = 0;
    for set in cases["sets"].as_array().expect("a list") {
        let name = set["id"].as_str().expect("a set has an id");
        let clock = set["clock"]["as_http_date"].as_str().unwrap_or("Tue, 14 Nov 2023 22:13:20 GMT");
        for (index, case) in set["cases"].as_array().expect("a list").iter().enumerate() {
            let id = format!("{name}/{index}");
            if declined.remove(&id) {
                continue;
            }
            replayed += 1;
            match name {
                "openai_python_limits_backoff" => replay_limits(&id, case),
                "openai_python_behavior" => behavior::replay(&id, case),
                "openai_python_invalid_max_retries" => max::replay(&id, case),
                "duration_formats" => replay_duration(&id, case),
                _ if case["script"].is_array() => replay_script(&id, name, case),
                _ => replay_header(&id, name, case, clock),
            }
        }
    }
    assert!(declined.is_empty(), "there are no such cases: {declined:?}");
    assert_eq!((replayed, DECLINED.len(), cases["total_cases"].as_u64()), (112, 25, Some(137)));
}
