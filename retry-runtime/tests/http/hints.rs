//! Hints in headers and bodies, and their precedence.

use std::time::{Duration, SystemTime};

use retry_attr_runtime::__private::{Attempts, Plan, ThreadRandom};
use retry_attr_runtime::{FailureClass, Jitter, PermanentReason, Policy, Verdict};

use crate::{Failure, judge};

const DATE: (&str, &str) = ("date", "Fri, 29 Sep 2023 16:26:37 GMT");
/// Values that are not hints, in seconds and in milliseconds.
const NOT_A_WAIT: [&str; 18] = [
    "0",
    "0.0",
    "-0",
    "-1",
    "-0.5",
    "nan",
    "NaN",
    "inf",
    "-inf",
    "infinity",
    "1e35",
    "99999999999999999999999999999999999",
    "",
    "soon",
    "5 requests",
    "-5s",
    "1:30",
    "1,5",
];

fn hint(headers: &[(&str, &str)]) -> Option<f64> {
    judge(503, headers, "").hint().map(|hint| hint.as_secs_f64())
}

#[test]
fn seconds_and_milliseconds() {
    assert_eq!(hint(&[("retry-after", "1")]), Some(1.0));
    assert_eq!(hint(&[("retry-after", " 20 ")]), Some(20.0));
    assert_eq!(hint(&[("retry-after", "1.5")]), Some(1.5));
    assert_eq!(hint(&[("retry-after", "0.1")]), Some(0.1));
    assert_eq!(hint(&[("retry-after", "3600")]), Some(3600.0));
    for name in ["retry-after-ms", "x-ms-retry-after-ms", "x-amz-retry-after"] {
        assert_eq!(hint(&[(name, "300")]), Some(0.3), "{name}");
        assert_eq!(hint(&[(name, "42.5")]), Some(0.0425), "{name}");
        assert_eq!(hint(&[(name, "120001")]), Some(120.001), "{name}");
    }
}

#[test]
fn whole_numbers_are_exact() {
    for seconds in [1, 7, 61, 120, 86_400, 2_147_484, 999_999_999] {
        let verdict = judge(503, &[("retry-after", &seconds.to_string())], "");
        assert_eq!(verdict.hint(), Some(Duration::from_secs(seconds)));
        let verdict = judge(503, &[("retry-after-ms", &seconds.to_string())], "");
        assert_eq!(verdict.hint(), Some(Duration::from_millis(seconds)));
    }
}

#[test]
fn dates_in_three_forms_are_read_against_the_date_of_the_reply() {
    for date in
        ["Fri, 29 Sep 2023 16:26:57 GMT", "Friday, 29-Sep-23 16:26:57 GMT", "Fri Sep 29 16:26:57 2023"]
    {
        assert_eq!(hint(&[("retry-after", date), DATE]), Some(20.0), "{date}");
        for past in ["Fri, 29 Sep 2023 16:26:57 GMT", "Fri, 29 Sep 2023 17:00:00 GMT"] {
            assert_eq!(hint(&[("retry-after", date), ("date", past)]), None, "{past}");
        }
        // Without a usable date, our own clock counts, for which the hint has passed. The kit's tests fix this clock.
        for unusable in ["", "now", "1696004797"] {
            assert_eq!(hint(&[("retry-after", date), ("date", unusable)]), None, "{unusable}");
        }
    }
    for no_date in [
        "Fri, 29 Sep 2023 16:26:37 GMT",
        "Fri, 29 Sep 2023 16:26:27 GMT",
        "Zun, 29 Sep 2023 16:26:57 GMT",
        "Fri, 29 Sep 100000 16:26:57 GMT",
        "Fri, 31 Feb 2024 00:00:00 GMT",
        "2023-09-29T16:26:57",
        "2023-09-29T16:26:57+2",
        "2023-09-29",
        "20 Sep 2023",
    ] {
        assert_eq!(hint(&[("retry-after", no_date), DATE]), None, "{no_date}");
    }
}

#[test]
fn a_unit_or_a_date_of_rfc_3339_is_read_as_it_is_written() {
    for (text, seconds) in [
        ("30s", 30.0),
        ("30 seconds", 30.0),
        ("500ms", 0.5),
        ("1m30s", 90.0),
        ("PT30S", 30.0),
        ("00:00:30", 30.0),
        ("2023-09-29T16:26:57Z", 20.0),
        ("2023-09-29T16:26:57.5Z", 20.5),
        ("2023-09-29 16:26:57 UTC", 20.0),
        ("2023-09-29T18:26:57+02:00", 20.0),
        ("2023-09-29T11:56:57-04:30", 20.0),
        ("Fri, 29 Sep 2023 16:26:57 UTC", 20.0),
    ] {
        assert_eq!(hint(&[("retry-after", text), DATE]), Some(seconds), "{text}");
        assert_eq!(hint(&[("retry-after-ms", text), DATE]), Some(seconds), "{text}");
    }
}

#[test]
fn a_retry_after_that_a_proxy_has_renamed_counts_last() {
    for name in ["x-retry-after", "x-ratelimit-retry-after", "llm_provider-retry-after"] {
        assert_eq!(hint(&[(name, "7")]), Some(7.0), "{name}");
        assert_eq!(hint(&[(name, "7"), ("retry-after", "5")]), Some(5.0), "{name}");
        assert_eq!(hint(&[(name, "soon"), ("x-other-retry-after-ms", "300")]), Some(0.3), "{name}");
    }
    for other in ["x-no-retry-afterwards", "retry-after-policy", "xretry-after"] {
        assert_eq!(hint(&[(other, "7")]), None, "{other}");
    }
}

#[test]
fn a_date_without_the_date_of_the_reply_is_read_against_our_own_clock() {
    let in_an_hour = SystemTime::now() + Duration::from_secs(3600);
    let hint = hint(&[("retry-after", &httpdate::fmt_http_date(in_an_hour))]).expect("there is a clock");
    assert!(hint > 3500.0 && hint <= 3600.0, "{hint}");
}

#[test]
fn a_number_as_large_as_a_unix_time_is_one() {
    for time in ["1696004817", "1696004817.0", "1696004817000"] {
        assert_eq!(hint(&[("retry-after", time), DATE]), Some(20.0), "{time}");
    }
    assert_eq!(hint(&[("retry-after-ms", "1696004817000"), DATE]), Some(20.0));
    for past in ["1696004797", "1000000000", "1696004790000"] {
        assert_eq!(hint(&[("retry-after", past), DATE]), None, "{past}");
    }
    assert_eq!(hint(&[("retry-after", "999999999"), DATE]), Some(999_999_999.0));
}

#[test]
fn the_first_usable_header_counts() {
    let order = ["retry-after-ms", "x-ms-retry-after-ms", "x-amz-retry-after", "retry-after"];
    for (index, first) in order.iter().enumerate() {
        let rest: Vec<_> =
            order[index..].iter().map(|name| (*name, if name == first { "2000" } else { "9" })).collect();
        let expected = if *first == "retry-after" { 2000.0 } else { 2.0 };
        assert_eq!(hint(&rest), Some(expected), "{first}");
        // If it is not usable, the next one counts.
        for nothing in NOT_A_WAIT {
            let rest: Vec<_> = order[..=index].iter().map(|name| (*name, nothing)).collect();
            assert_eq!(hint(&rest), None, "{first}: {nothing}");
            if index < 3 {
                let next: Vec<_> = rest.iter().copied().chain([("retry-after", "5")]).collect();
                assert_eq!(hint(&next), Some(5.0), "{first}: {nothing}");
            }
        }
    }
}

#[test]
fn dates_in_the_body_are_read_against_the_date_of_the_reply() {
    for field in [
        r#""retry_after": "2023-09-29T16:26:57Z""#,
        r#""retryAfter": "Fri, 29 Sep 2023 16:26:57 GMT""#,
        r#""retry_after": 1696004817"#,
        r#""retry_at": 1696004817000"#,
        r#""nextRetryAt": "2023-09-29T18:26:57+02:00""#,
        r#""wait_until": "2023-09-29 16:26:57 UTC""#,
        r#""rate_limit": {"remaining": 0, "reset": 1696004817}"#,
        r#""resets_at": "2023-09-29T16:26:57.000Z""#,
    ] {
        let verdict = judge(429, &[DATE], format!(r#"{{"error": {{"message": "x", {field}}}}}"#));
        assert_eq!(verdict.hint(), Some(Duration::from_secs(20)), "{field}");
    }
    // A date of the past, and a time without a zone.
    for field in [r#""retry_at": "2023-09-29T16:26:27Z""#, r#""retry_at": "2023-09-29T16:26:57""#] {
        let verdict = judge(429, &[DATE], format!(r#"{{"error": {{"message": "x", {field}}}}}"#));
        assert_eq!(verdict.hint(), None, "{field}");
    }
}

#[test]
fn the_longer_wait_of_header_and_body_counts() {
    let body = r#"{"error": {"message": "Please try again in 3s", "code": "rate_limit_exceeded"}}"#;
    let seconds = |headers: &[(&str, &str)]| judge(429, headers, body).hint().map(|hint| hint.as_secs_f64());
    assert_eq!(seconds(&[("retry-after", "1")]), Some(3.0));
    assert_eq!(seconds(&[("retry-after", "4")]), Some(4.0));
    for nothing in NOT_A_WAIT {
        assert_eq!(seconds(&[("retry-after", nothing)]), Some(3.0));
    }
}

#[test]
fn a_header_counts_with_any_status_and_a_body_with_any_that_is_retried() {
    let body = r#"{"error": {"message": "Please try again in 3s",
        "details": [{"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "4s"}]}}"#;
    for status in 400..=599 {
        let verdict = judge(status, &[("retry-after", "1")], body);
        let expected = if judge(status, &[], "").is_retryable() { 4 } else { 1 };
        assert_eq!(verdict.hint(), Some(Duration::from_secs(expected)), "{status}");
    }
}

#[test]
fn the_longest_wait_in_the_body_counts() {
    let seconds = |message: &str| {
        judge(429, &[], format!(r#"{{"error": {{"message": "{message}"}}}}"#))
            .hint()
            .map(|hint| hint.as_secs_f64())
    };
    assert_eq!(seconds("Try again in 2s. Or retry after 6 seconds. Or RETRY IN 4.5s."), Some(6.0));
    assert_eq!(seconds("Please retry in 44.097740004s."), Some(44.097_740_004));
    assert_eq!(seconds("Please retry in 900.2ms"), Some(0.9002));
    assert_eq!(seconds("Please try again in 6m0s."), Some(360.0));
    assert_eq!(seconds("Please try again in 1h2m3.5s"), Some(3723.5));
    assert_eq!(seconds("Try again in 1 minute and 5 seconds."), Some(65.0));
    assert_eq!(seconds("Try again in 2 minutes, 1 second"), Some(121.0));
    assert_eq!(seconds("Please try again after 1 second"), Some(1.0));
    // In any case.
    assert_eq!(seconds("Try again in 6 Seconds."), Some(6.0));
    assert_eq!(seconds("PLEASE TRY AGAIN IN 1 MINUTE AND 28MS"), Some(60.028));
    assert_eq!(seconds("Retry after 2 Min, 3 Sec"), Some(123.0));
    assert_eq!(seconds("Try again in 1 week and 2 weeks"), Some(21.0 * 86_400.0));
    assert_eq!(seconds("Try again in 1 month and 2 months"), Some(84.0 * 86_400.0));
    for no_wait in [
        "Please adjust your input and try again",
        "try again in",
        "try again in a few minutes",
        "try again in 5",
        "try again in 2 business days",
        "try again in -5s",
        "try again in 0s",
        "retry in infs",
        "retry after 2024-01-01T00:00:00Z",
        "retrying in 5s",
    ] {
        assert_eq!(seconds(no_wait), None, "{no_wait}");
    }
}

#[test]
fn only_a_rate_limit_that_asks_for_a_day_is_spent() {
    let day = Duration::from_secs(86_400);
    let judged = |status, wait| judge(status, &[("retry-after", wait)], "");
    assert_eq!(judged(429, "86399.9").class(), FailureClass::Throttled);
    let spent = Verdict::permanent(PermanentReason::Quota).did_not_run();
    assert_eq!(judged(429, "86400"), spent.with_hint(day));
    assert_eq!(judge(429, &[], r#"{"error": "Try again in 1 day"}"#), spent.with_hint(day));
    // An outage of known length. A caller may wait that long.
    for (status, class) in
        [(503, FailureClass::Transient), (529, FailureClass::Overloaded), (504, FailureClass::TimedOut)]
    {
        let verdict = judged(status, "86400");
        assert_eq!((verdict.class(), verdict.hint()), (class, Some(day)), "{status}");
        let wait = |policy: Policy| {
            Attempts::new().settle(&Plan::new("test", policy), ThreadRandom, &Err::<(), _>(Failure(verdict)))
        };
        assert!(wait(Policy::DEFAULT).is_break(), "{status}: two minutes are the most by default");
        let patient = Policy::DEFAULT.max_retry_after(day).jitter(Jitter::None);
        assert_eq!(wait(patient).continue_value(), Some(day), "{status}");
    }
}
