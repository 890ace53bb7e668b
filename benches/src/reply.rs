//! The cost of judging a reply: `retry_attr::http::verdict`.

use std::hint::black_box;
use std::sync::LazyLock;
use std::time::Duration;

use retry_attr::http::{Reply, verdict};

use crate::case::{Case, Load};

/// Every header that one API or another sends with a 429.
const HEADERS: &[(&str, &str)] = &[
    ("date", "Sun, 06 Nov 1994 08:49:37 GMT"),
    ("content-type", "application/json"),
    ("retry-after", "7"),
    ("retry-after-ms", "7000"),
    ("x-should-retry", "true"),
    ("x-ratelimit-limit-requests", "60"),
    ("x-ratelimit-remaining-requests", "0"),
    ("x-ratelimit-reset-requests", "7s"),
    ("x-ratelimit-limit-tokens", "150000"),
    ("x-ratelimit-remaining-tokens", "149984"),
    ("x-ratelimit-reset-tokens", "6m0s"),
    ("anthropic-ratelimit-requests-reset", "1994-11-06T08:49:44Z"),
    ("x-request-id", "req_011CSHo"),
];

static JSON: LazyLock<String> = LazyLock::new(|| {
    let message = "Rate limit reached for requests. ".repeat(58);
    format!(r#"{{"error":{{"message":"{message}","type":"requests","code":"rate_limit_exceeded"}}}}"#)
});
/// OpenAI's body, without the headers.
const SHORT: &str = r#"{"error":{"message":"Rate limit reached for gpt-4o in organization org-x on requests per min (RPM): Limit 3, Used 3, Requested 1. Please try again in 20s. Visit https://platform.openai.com/account/rate-limits to learn more. You can increase your rate limit by adding a payment method to your account at https://platform.openai.com/account/billing.","type":"requests","code":"rate_limit_exceeded"}}"#;

/// The dearest body that is known: each character of the message is an escape, and a word or a mark that is looked at.
static ESCAPES: LazyLock<String> =
    LazyLock::new(|| format!(r#"{{"error":{{"message":"{}"}}}}"#, r"\u0041\n".repeat(8188)));
static HTML: LazyLock<String> =
    LazyLock::new(|| format!("<html><body>{}</body></html>", "<p>Service unavailable</p>\n".repeat(390_000)));

fn throttled(load: Load) {
    for _ in 0..load.calls {
        let verdict = verdict(Reply::new(429, &HEADERS, black_box(JSON.as_bytes())));
        assert_eq!(verdict.hint(), Some(Duration::from_secs(7)), "{verdict:?}");
    }
}

fn short(load: Load) {
    for _ in 0..load.calls {
        let verdict = verdict(Reply::without_headers(429, black_box(SHORT.as_bytes())));
        assert_eq!(verdict.hint(), Some(Duration::from_secs(20)), "{verdict:?}");
    }
}

fn escapes(load: Load) {
    for _ in 0..load.calls {
        let verdict = verdict(Reply::without_headers(429, black_box(ESCAPES.as_bytes())));
        assert!(verdict.is_retryable(), "{verdict:?}");
    }
}

fn overloaded(load: Load) {
    for _ in 0..load.calls {
        let verdict = verdict(Reply::without_headers(503, black_box(HTML.as_bytes())));
        assert!(verdict.is_retryable(), "{verdict:?}");
    }
}

pub(crate) fn cases() -> Vec<Case> {
    let case = |question, load, run| Case { question, way: "ours", load: Load::calls(load), run };
    vec![
        case("a 429 with 13 headers and 2 KiB of JSON", 100, throttled),
        case("a 429 with 400 bytes of JSON", 100, short),
        case("a 429 with 64 KiB of escapes", 10, escapes),
        case("a 503 with 10 MB of HTML", 100, overloaded),
    ]
}

/// Builds the bodies before a verdict is counted.
pub(crate) fn prepare() {
    LazyLock::force(&JSON);
    LazyLock::force(&ESCAPES);
    LazyLock::force(&HTML);
}
