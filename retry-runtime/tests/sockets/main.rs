//! The clients' own replies, from sockets.

#[cfg(any(feature = "reqwest-012", feature = "reqwest-013"))]
mod asynchronous;
#[cfg(any(feature = "reqwest-012-blocking", feature = "reqwest-013-blocking", feature = "ureq-3"))]
mod blocking;
#[cfg(any(feature = "reqwest-012", feature = "reqwest-013", feature = "ureq-3"))]
#[path = "../support/server.rs"]
mod server;
#[cfg(any(feature = "reqwest-012", feature = "reqwest-013"))]
#[path = "../support/tls.rs"]
mod tls;
#[cfg(any(feature = "reqwest-012", feature = "reqwest-013", feature = "ureq-3"))]
mod window;

use std::time::{Duration, Instant};

use retry_attr_runtime::FailureClass;
use retry_attr_runtime::http::ApiError;

/// A rate limit whose body never ends: the hint stands in what has come.
const STALLED: &str = "HTTP/1.1 429 \r\ncontent-length: 1000\r\n\r\n\
    {\"error\": {\"code\": \"rate_limit_exceeded\", \"message\": \"try again in 7s\"}, \"rest\": \"";

/// Longer than what is read of it, and never ended either.
fn endless() -> String {
    format!("HTTP/1.1 500 \r\n\r\n{}", "x".repeat(100_000))
}

#[track_caller]
fn assert_stalled(error: &ApiError, begin: Instant) {
    let elapsed = begin.elapsed();
    assert!(elapsed >= Duration::from_millis(1900), "gave up after {elapsed:?}");
    // The machine may be slow; a call that hangs takes the server's minute.
    assert!(elapsed < Duration::from_secs(20), "hung for {elapsed:?}");
    assert_eq!(
        (error.verdict().class(), error.hint()),
        (FailureClass::Throttled, Some(Duration::from_secs(7)))
    );
}

#[track_caller]
fn assert_endless(error: &ApiError) {
    assert_eq!((error.status(), error.body().len()), (Some(500), 64 * 1024));
}
