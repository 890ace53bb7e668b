//! The time at which a limit is full again, for replies without a hint.

use std::time::Duration;

use retry_attr_runtime::Verdict;

use crate::judge;

const DATE: (&str, &str) = ("date", "Fri, 29 Sep 2023 16:26:37 GMT");
const NONE_LEFT: (&str, &str) = ("x-ratelimit-remaining-requests", "0");

fn reset(headers: &[(&str, &str)]) -> Option<f64> {
    let verdict = judge(429, headers, "");
    assert_eq!(verdict.hint(), None, "a reset is no order");
    verdict.reset().map(|reset| reset.as_secs_f64())
}

#[test]
fn go_durations() {
    for (text, seconds) in
        [("17ms", 0.017), ("1s", 1.0), ("6m0s", 360.0), ("7.66s", 7.66), ("2m59.56s", 179.56)]
    {
        assert_eq!(reset(&[NONE_LEFT, ("x-ratelimit-reset-requests", text)]), Some(seconds), "{text}");
    }
    for nothing in ["0s", "0", "", "soon", "-1s", "6m0", "nan", "1s garbage"] {
        assert_eq!(reset(&[NONE_LEFT, ("x-ratelimit-reset-requests", nothing)]), None, "{nothing}");
    }
}

#[test]
fn dates_and_unix_times_are_read_against_the_date_of_the_reply() {
    for text in [
        "2023-09-29T16:27:37Z",
        "2023-09-29T16:27:37.000Z",
        "2023-09-29T16:27:37+00:00",
        "1696004857",
        "1696004857000",
        "60",
        "60s",
    ] {
        let limits = [
            ("x-ratelimit-remaining", "x-ratelimit-reset"),
            ("anthropic-ratelimit-tokens-remaining", "anthropic-ratelimit-tokens-reset"),
            ("anthropic-ratelimit-unified-remaining", "anthropic-ratelimit-unified-reset"),
        ];
        for (remaining, name) in limits {
            assert_eq!(reset(&[(remaining, "0"), (name, text), DATE]), Some(60.0), "{name}: {text}");
            let needs_date = !text.starts_with("60");
            assert_eq!(reset(&[(remaining, "0"), (name, text)]).is_none(), needs_date, "{name}: {text}");
        }
    }
    for past in [
        "2023-09-29T16:26:37Z",
        "1696004797",
        "1696004797000",
        "1000000000",
        "1000000000000",
        "2023-13-29T16:26:37Z",
    ] {
        assert_eq!(
            reset(&[("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", past), DATE]),
            None,
            "{past}"
        );
    }
}

#[test]
fn the_last_reset_of_the_limits_that_are_used_up_counts() {
    let limits = |requests, tokens| {
        reset(&[
            ("x-ratelimit-remaining-requests", requests),
            ("x-ratelimit-reset-requests", "2s"),
            ("x-ratelimit-remaining-tokens", tokens),
            ("x-ratelimit-reset-tokens", "6m0s"),
        ])
    };
    assert_eq!(limits("0", "149984"), Some(2.0));
    assert_eq!(limits("1", "0"), Some(360.0));
    assert_eq!(limits("0", "0"), Some(360.0));
    // No limit is used up. The request may need more than the rest of one, so the first reset counts.
    assert_eq!(limits("1", "1"), Some(2.0));
    assert_eq!(limits("", "none"), Some(2.0));
    assert_eq!(reset(&[("x-ratelimit-reset-requests", "2s")]), Some(2.0));
    assert_eq!(reset(&[("x-ratelimit-remaining-requests", "0")]), None);

    let dimensions = ["requests", "tokens", "input-tokens", "output-tokens"];
    for dimension in dimensions {
        let (remaining, full) = (
            format!("anthropic-ratelimit-{dimension}-remaining"),
            format!("anthropic-ratelimit-{dimension}-reset"),
        );
        let at = "2023-09-29T16:26:57Z";
        assert_eq!(reset(&[(&remaining, "0"), (&full, at), DATE]), Some(20.0), "{dimension}");
        let other = ("anthropic-ratelimit-priority-reset", "2023-09-29T16:26:47Z");
        assert_eq!(reset(&[(&remaining, "0"), (&full, at), other, DATE]), Some(20.0), "{dimension}");
        assert_eq!(reset(&[(&remaining, "3"), (&full, at), other, DATE]), Some(10.0), "{dimension}");
    }
}

#[test]
fn a_limit_is_known_by_the_pattern_of_its_names() {
    for (remaining, full) in [
        ("x-ratelimit-remaining-tokens-minute", "x-ratelimit-reset-tokens-minute"),
        ("x-ratelimit-remaining-tokens-per-minute", "x-ratelimit-reset-tokens-per-minute"),
        ("x-ratelimit-requests-remaining", "x-ratelimit-requests-reset"),
        ("x-rate-limit-remaining", "x-rate-limit-reset"),
        ("X-Rate-Limit-Remaining-Audio", "x-rate-limit-reset-audio"),
        ("ratelimit-remaining", "RateLimit-Reset"),
        ("x-ratelimitbysize-remaining-minute", "x-ratelimitbysize-reset-minute"),
        ("x-ms-ratelimit-remaining-tokens", "x-ms-ratelimit-reset-tokens"),
        ("x-ratelimit-remaining", "x-ratelimit-reset-after"),
        ("anthropic-ratelimit-anything-remaining", "anthropic-ratelimit-anything-reset"),
    ] {
        let day = [("x-ratelimit-remaining-requests-day", "90"), ("x-ratelimit-reset-requests-day", "5")];
        let limits = [(remaining, "0"), (full, "11.38"), day[0], day[1]];
        assert_eq!(reset(&limits), Some(11.38), "{remaining}");
        assert_eq!(reset(&[(remaining, "0.0"), (full, "1696004817"), DATE]), Some(20.0), "{full}");
    }
    for no_limit in ["x-ratelimit-limit-tokens", "ratelimit-policy", "x-reset", "x-ratelimit-preset"] {
        assert_eq!(reset(&[(no_limit, "20")]), None, "{no_limit}");
    }
}

#[test]
fn one_reset_for_all_limits_counts_if_the_limit_that_was_met_has_none() {
    let (minute, hour) = (("x-ratelimit-remaining-minute", "0"), ("x-ratelimit-remaining-hour", "90"));
    assert_eq!(reset(&[minute, hour, ("ratelimit-reset", "23")]), Some(23.0));
    let other = ("x-ratelimit-reset-hour", "1203");
    assert_eq!(reset(&[minute, hour, other]), None, "the reset of another limit");
    assert_eq!(reset(&[minute, hour, other, ("ratelimit-reset", "23")]), Some(23.0));
}

#[test]
fn only_rejected_windows_count() {
    let unified = |five_hours, seven_days| {
        reset(&[
            ("anthropic-ratelimit-unified-status", "rejected"),
            ("anthropic-ratelimit-unified-5h-status", five_hours),
            ("anthropic-ratelimit-unified-5h-reset", "1696004817"),
            ("anthropic-ratelimit-unified-7d-status", seven_days),
            ("anthropic-ratelimit-unified-7d-reset", "1696091197"),
            DATE,
        ])
    };
    assert_eq!(unified("rejected", "allowed"), Some(20.0));
    assert_eq!(unified("allowed_warning", "rejected"), Some(86_400.0));
    assert_eq!(unified("rejected", "rejected"), Some(86_400.0));
    assert_eq!(unified("allowed", "allowed"), None);
}

#[test]
fn overage_is_not_a_window() {
    let headers = [
        ("anthropic-ratelimit-unified-status", "rejected"),
        ("anthropic-ratelimit-unified-reset", "1696004817"),
        ("anthropic-ratelimit-unified-overage-status", "rejected"),
        ("anthropic-ratelimit-unified-overage-reset", "1696118400"),
        DATE,
    ];
    assert_eq!(reset(&headers), Some(20.0));
}

#[test]
fn the_field_of_the_ietf_is_a_list_of_limits() {
    let field = |list| reset(&[("ratelimit", list)]);
    assert_eq!(field(r#""api";r=0;t=55"#), Some(55.0));
    assert_eq!(field(r#""minute";r=0;t=12, "day";r=90;t=33011"#), Some(12.0));
    assert_eq!(field(r#""minute"; r=0; t=12,"hour"; r=0; t=900"#), Some(900.0));
    assert_eq!(field(r#""minute";r=5;t=12, "day";r=90;t=33011"#), Some(12.0));
    assert_eq!(field(r#""api";r=0;pk=:abc:"#), None);
    assert_eq!(field("limit=100, remaining=0, reset=50"), Some(50.0));
    let older = [("ratelimit-limit", "100"), ("ratelimit-remaining", "0"), ("ratelimit-reset", "50")];
    assert_eq!(reset(&older), Some(50.0));
}

#[test]
fn a_limit_in_the_body_has_its_headers_in_any_order() {
    let body = r#"{"error": {"metadata": {"headers": {"X-RateLimit-Reset": "1696004820000",
        "X-RateLimit-Remaining": "0", "X-RateLimit-Limit": "20"}}}}"#;
    assert_eq!(judge(429, &[DATE], body).reset(), Some(Duration::from_secs(23)));
}

#[test]
fn a_hint_replaces_a_reset() {
    const LIMITED: Verdict = Verdict::throttled().did_not_run();
    let limit = [NONE_LEFT, ("x-ratelimit-reset-requests", "6m0s")];
    let with = |header| judge(429, &[limit[0], limit[1], header], "");
    assert_eq!(with(("retry-after", "2")), LIMITED.with_hint(Duration::from_secs(2)));
    assert_eq!(with(("retry-after-ms", "20")), LIMITED.with_hint(Duration::from_millis(20)));
    assert_eq!(with(("retry-after", "0")), LIMITED.with_reset(Duration::from_secs(360)));
    let body = r#"{"error": {"message": "Please try again in 20s."}}"#;
    assert_eq!(judge(429, &limit, body), LIMITED.with_hint(Duration::from_secs(20)));
}

#[test]
fn only_a_rate_limit_has_a_reset_and_it_never_stops_a_call() {
    let limit = [NONE_LEFT, ("x-ratelimit-reset-requests", "9999999h")];
    for status in 400..=599 {
        assert_eq!(judge(status, &limit, "").reset().is_some(), status == 429, "{status}");
    }
    assert!(judge(429, &limit, "").is_retryable());
    let spent = r#"{"error": {"type": "insufficient_quota"}}"#;
    assert_eq!(judge(429, &limit, spent).reset(), None);
}
