//! Properties of all replies.

use std::time::{Duration, UNIX_EPOCH};

use proptest::prelude::*;
use retry_attr_runtime::__private::parse_duration;
use retry_attr_runtime::Verdict;
use retry_attr_runtime::http::{Reply, verdict};

/// The headers that are read.
const NAMES: [&str; 17] = [
    "retry-after-ms",
    "x-ms-retry-after-ms",
    "x-amz-retry-after",
    "retry-after",
    "x-other-retry-after",
    "date",
    "x-should-retry",
    "x-amzn-errortype",
    "x-ratelimit-remaining-requests",
    "x-ratelimit-reset-requests",
    "x-ratelimit-remaining",
    "x-ratelimit-reset",
    "anthropic-ratelimit-tokens-remaining",
    "anthropic-ratelimit-tokens-reset",
    "anthropic-ratelimit-unified-remaining",
    "anthropic-ratelimit-unified-reset",
    "x-request-id",
];

/// Mostly failures.
fn status() -> impl Strategy<Value = u16> {
    prop_oneof![6 => 400..=599_u16, 1 => Just(200), 1 => any::<u16>()]
}

fn value() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        any::<Vec<u8>>(),
        "[0-9.eE+-]{0,24}".prop_map(String::into_bytes),
        "([0-9]{1,22}(\\.[0-9]{1,12})?(ns|us|ms|s|m|h|d)){1,3}".prop_map(String::into_bytes),
        "(Mon|Fri), [0-3][0-9] (Feb|Sep) [0-9]{4} [0-2][0-9]:[0-6][0-9]:[0-6][0-9] GMT"
            .prop_map(String::into_bytes),
        "(Mon|Fri)day, [0-3][0-9]-(Feb|Sep)-[0-9]{2} [0-2][0-9]:[0-6][0-9]:[0-6][0-9] GMT"
            .prop_map(String::into_bytes),
        "[0-9]{4}-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-6][0-9](\\.[0-9]{0,12})?(Z|[+-][0-2][0-9]:[0-6][0-9]| UTC)?"
            .prop_map(String::into_bytes),
        prop::sample::select(&["0", "true", "false", "Fri, 29 Sep 2023 16:26:37 GMT"][..])
            .prop_map(|text| text.as_bytes().to_vec()),
    ]
}

/// Headers with a date, as all servers send one.
fn headers() -> impl Strategy<Value = Vec<(&'static str, Vec<u8>)>> {
    let drawn = prop::collection::vec((prop::sample::select(&NAMES[..]), value()), 0..8);
    drawn.prop_map(|mut headers| {
        headers.push(("date", b"Fri, 29 Sep 2023 16:26:37 GMT".to_vec()));
        headers
    })
}

/// JSON with known fields and known texts, in possible and impossible places.
fn json() -> impl Strategy<Value = String> {
    let keys = [
        "error",
        "message",
        "type",
        "code",
        "status",
        "details",
        "innererror",
        "metadata",
        "headers",
        "retryDelay",
        "quotaId",
        "quotaValue",
        "violations",
        "response",
        "X-RateLimit-Reset",
        "originalStatusCode",
        "object",
        "event",
        "data",
        "choices",
        "finish_reason",
        "x_groq",
        "retry_after_ms",
        "nextRetryAt",
        "seconds",
        "unit",
        "value",
    ];
    let texts = [
        "error",
        "insufficient_quota",
        "overloaded_error",
        "rate_limit_exceeded",
        "ModelErrorException",
        "limit: 0",
        "Please try again in 20s",
        "Limit 3, Requested 4",
        "per day",
        "999999999999999999999h",
        "\\u0041\\n",
        "0",
        "Error code: 429 - {'error': {'code': None, 'message': 'it\\\\'s \\\\x41'}}",
        "Upstream error 500: {\\\"error\\\": {\\\"code\\\": 402}}",
        "1: {'",
    ];
    let leaf = prop_oneof![
        prop::sample::select(texts.to_vec()).prop_map(|text| format!("\"{text}\"")),
        any::<i64>().prop_map(|number| number.to_string()),
        any::<f64>().prop_map(|number| number.to_string()),
        Just("null".to_owned()),
    ];
    leaf.prop_recursive(5, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec((prop::sample::select(keys.to_vec()), inner.clone()), 0..6).prop_map(
                |fields| {
                    let fields: Vec<_> =
                        fields.iter().map(|(key, value)| format!("\"{key}\": {value}")).collect();
                    format!("{{{}}}", fields.join(", "))
                }
            ),
            prop::collection::vec(inner, 0..3).prop_map(|elements| format!("[{}]", elements.join(", "))),
        ]
    })
}

fn body() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        any::<Vec<u8>>(),
        json().prop_map(String::into_bytes),
        (json(), any::<prop::sample::Index>())
            .prop_map(|(json, cut)| json.as_bytes()[..cut.index(json.len())].to_vec()),
    ]
}

fn judged(status: u16, headers: &[(&str, Vec<u8>)], body: &[u8]) -> Verdict {
    verdict(Reply::new(status, &headers, body))
}

proptest! {
    #[test]
    fn any_reply_is_judged(status in status(), headers in headers(), body in body()) {
        let verdict = judged(status, &headers, &body);
        prop_assert!(verdict.hint().is_none() || verdict.reset().is_none());
        prop_assert!(verdict.hint() != Some(Duration::ZERO) && verdict.reset() != Some(Duration::ZERO));
        // A reply without headers and a body has no hint.
        let silent = judged(status, &[], b"");
        prop_assert_eq!((silent.hint(), silent.reset()), (None, None));
    }

    #[test]
    fn should_retry_false_always_stops(status in status(), headers in headers(), body in body()) {
        let headers: Vec<_> = [("x-should-retry", b"false".to_vec())].into_iter().chain(headers).collect();
        prop_assert!(!judged(status, &headers, &body).is_retryable());
    }

    #[test]
    fn no_message_retries_a_permanent_status(status in 400..=599_u16, message in "[a-zA-Z0-9 .,:]{0,80}") {
        let body = format!(r#"{{"error": {{"message": "{message} try again in 5s, overloaded"}}}}"#);
        if !judged(status, &[], b"").is_retryable() {
            prop_assert!(!judged(status, &[], body.as_bytes()).is_retryable());
        }
    }

    #[test]
    fn a_hint_is_what_its_source_says(millis in 1..86_400_000_u64, header in 0..86_400_u64, said in 0..86_400_u64) {
        let body = format!(r#"{{"error": {{"message": "Please try again in {said}s."}}}}"#);
        let longer = Duration::from_secs(header.max(said));
        let verdict = judged(429, &[("retry-after", header.to_string().into_bytes())], body.as_bytes());
        prop_assert_eq!(verdict.hint().unwrap_or_default(), longer);
        let millis_header = ("retry-after-ms", millis.to_string().into_bytes());
        let verdict = judged(503, &[millis_header, ("retry-after", header.to_string().into_bytes())], body.as_bytes());
        let longer = Duration::from_millis(millis).max(Duration::from_secs(said));
        prop_assert_eq!(verdict.hint(), Some(longer));
    }

    #[test]
    fn a_date_is_read_against_the_other(now in 0..4_000_000_000_u64, then in 0..4_000_000_000_u64) {
        let date = |seconds| httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(seconds)).into_bytes();
        let verdict = judged(503, &[("date", date(now)), ("retry-after", date(then))], b"");
        let wait = then.checked_sub(now).filter(|wait| *wait > 0);
        prop_assert_eq!(verdict.hint(), wait.map(Duration::from_secs));
    }

    #[test]
    fn any_text_is_a_duration_or_none(text in "([0-9]{1,30}|[0-9.hmsdnuµ ]{1,9}){0,4}") {
        let _ = parse_duration(&text);
    }

    #[test]
    fn a_duration_is_the_sum_of_its_parts(hours in 0..10_000_u64, minutes in 0..10_000_u64, millis in 0..1_000_000_u64) {
        let text = format!("{hours}h{minutes}m{}.{:03}s", millis / 1000, millis % 1000);
        let sum = Duration::from_secs(hours * 3600 + minutes * 60) + Duration::from_millis(millis);
        prop_assert_eq!(parse_duration(&text), Some(sum));
    }
}
