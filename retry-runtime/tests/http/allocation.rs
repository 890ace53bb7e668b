//! A status that is permanent by itself allocates nothing.

use std::hint::black_box;

use allocation_counter::measure;
use http::{HeaderMap, HeaderValue};
use retry_attr_runtime::http::{Reply, verdict};

/// A body with an escape, which would be copied if it were read.
const BODY: &[u8] = br#"{"error": {"message": "a \"b\"", "type": "insufficient\u005fquota"}}"#;

fn headers() -> HeaderMap {
    let date = "Fri, 29 Sep 2023 16:26:57 GMT";
    ["retry-after", "date", "x-should-retry", "x-request-id"]
        .into_iter()
        .map(|name| (http::HeaderName::from_static(name), HeaderValue::from_static(date)))
        .collect()
}

fn allocations(status: u16, headers: &HeaderMap, body: &[u8]) -> u64 {
    measure(|| {
        let _ = black_box(verdict(Reply::new(status, headers, body)));
    })
    .count_total
}

#[test]
fn a_status_that_is_permanent_by_itself_allocates_nothing() {
    let headers = headers();
    let permanent =
        (400..=599).filter(|status| !verdict(Reply::without_headers(*status, b"")).is_retryable());
    for status in permanent.filter(|status| ![400, 402, 403, 412, 422, 424].contains(status)) {
        assert_eq!(allocations(status, &headers, BODY), 0, "{status}");
    }
    // The measure itself works.
    assert_ne!(allocations(429, &headers, BODY), 0);
}

#[test]
fn a_body_without_escapes_is_borrowed() {
    let body = br#"{"error": {"message": "Please try again in 20s", "type": "tokens", "code": 429}}"#;
    assert_eq!(allocations(429, &HeaderMap::new(), body), 0);
}

#[test]
fn no_body_takes_more_than_a_few_windows_of_memory() {
    let window = 64 * 1024;
    for start in ["{\"error\": {\"message\": \"\\n", "[", "{\"error\": {\"x\": [", "{\"a\": \""] {
        for fill in ["[", "\\n", "a", "{\"a\":", "\\u0041"] {
            let body = format!("{start}{}", fill.repeat(10 * 1024 * 1024 / fill.len()));
            let measured = measure(|| {
                let _ = black_box(verdict(Reply::without_headers(429, body.as_bytes())));
            });
            assert!(measured.bytes_max <= 4 * window, "{start}{fill}: {}", measured.bytes_max);
        }
    }
}

/// Measures on all machines what `instructions` measures with valgrind.
#[test]
fn a_body_of_twice_the_window_takes_as_much_memory_as_one_that_fills_it() {
    let window = 64 * 1024;
    let taken = |length| {
        // An escape is copied.
        let escapes = r"\u0041\n".bytes().cycle();
        let body: Vec<_> = r#"{"error": {"message": ""#.bytes().chain(escapes).take(length).collect();
        measure(|| {
            let _ = black_box(verdict(Reply::without_headers(429, &body)));
        })
        .bytes_total
    };
    assert!(taken(window) > taken(window / 2), "the measure itself works");
    assert!(taken(2 * window) * 10 <= taken(window) * 11);
}
