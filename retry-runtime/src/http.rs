//! Judges HTTP replies: those of AI APIs, and those of any other server.
//!
//! ```
//! # use retry_attr_runtime as retry_attr;
//! use std::time::Duration;
//!
//! use retry_attr::PermanentReason;
//! use retry_attr::http::{ApiError, Reply};
//!
//! let headers = [("retry-after", "20")];
//!
//! let body = br#"{"error": {"code": "rate_limit_exceeded", "message": "Slow down."}}"#;
//! let error = ApiError::of_reply(Reply::new(429, &headers, body));
//! assert!(error.verdict().is_retryable());
//! assert_eq!(error.hint(), Some(Duration::from_secs(20)));
//!
//! let body = br#"{"error": {"type": "insufficient_quota", "message": "You exceeded your current quota."}}"#;
//! let error = ApiError::of_reply(Reply::new(429, &headers, body));
//! assert_eq!(error.reason(), Some(PermanentReason::Quota));
//! ```
//!
//! A function that returns an [`ApiError`] needs nothing else from this module: `#[retry]` reads the verdict of the error. With
//! reqwest or ureq, [`ResponseExt`] makes the error from the reply. With another client, use [`ApiError::of_reply`].
//!
//! # The rules
//!
//! A status alone does not decide. OpenAI answers 429 both for a rate limit and for exhausted credit, Gemini sends a wait of ten
//! seconds together with a quota that resets at midnight, and OpenRouter sends a 402 that passes. [`verdict`] reads three parts:
//!
//! 1. **The status.** 408, 409, 425, 429, 498, 499, and 5xx are retried, 529 among them. Every other 4xx is permanent, and so are
//!    501, 505, 506, 508, 510, 511, and 526. `x-should-retry: false` (or `x-fal-retryable: false` and its kind) stops any of them,
//!    even if `on(PATTERN)` matches. Only `on(_)` overrides it. `true` retries any of them, unless the body proves that no retry can
//!    succeed.
//! 2. **The body**, up to its first 64 KiB. A documented code makes a failure
//!    [`Permanent`](crate::FailureClass::Permanent) with its [`PermanentReason`](crate::PermanentReason), or makes a 400, 402, or 424 retryable where the
//!    provider says so. The words of an unknown code are read, and so is the message, in English and in
//!    Chinese.
//! 3. **The wait**, which is one hint: the longer of the waits in the headers and in the body.
//!
//! # Failures that are not retried
//!
//! - **Money**: exhausted credit, a spending cap that is reached, an unpaid or suspended account.
//! - **A window longer than any call**: a limit by the day, the week, or the month, and a wait of a day or more. The message must
//!   say that the limit was met, or state no other limit. A limit that the message only offers ("upgrade for 10,000 requests per
//!   day"), mentions ("see the daily limits"), or negates ("the daily limit is not reached") does not count.
//! - **A request that is too long**, or larger than the limit by itself, or that the provider refuses.
//!
//! Limits by the second, the minute, or the hour, limits of concurrency, and a lack of capacity are retried, even where a
//! provider calls them a quota. In a 5xx only a documented code counts, or a phrase that the message begins with. Prose never
//! makes a permanent status retryable.
//!
//! A short wait beats the name of a limit: "requests per day … try again in 8.64s" is a bucket that refills. It does not beat
//! Google's quotas by the day, which stay spent even beside a `RetryInfo`. The hint stays readable. A caller who wants to obey it
//! writes `#[retry(verdict = patient)]`:
//!
//! ```
//! # use retry_attr_runtime as retry_attr;
//! use retry_attr::{PermanentReason, Verdict, http::ApiError};
//!
//! fn patient(error: &ApiError) -> Verdict {
//!     match (error.reason(), error.hint()) {
//!         (Some(PermanentReason::Quota), Some(wait)) => Verdict::throttled().with_hint(wait),
//!         _ => error.verdict(),
//!     }
//! }
//! ```
//!
//! # Hints and resets
//!
//! - In headers: the first usable of `retry-after-ms`, `x-ms-retry-after-ms`, `x-amz-retry-after` (all in milliseconds: OpenAI,
//!   Azure, AWS), `Retry-After`, and a `Retry-After` that a proxy has renamed (`x-ratelimit-retry-after`). `Retry-After` holds
//!   seconds, here with a fraction too, a date in the three forms of RFC 9110, section 5.6.7, or of RFC 3339, or a Unix time. It
//!   may also name its unit: `30s`. Zero, a negative number, and a number that no [`Duration`](core::time::Duration) can hold are not hints.
//! - In fields of the body: as a number, a text, a date, or an object such as `{"seconds": 34}`: `google.rpc.RetryInfo`,
//!   `retry_after`, `estimated_time`, `resets_in`, `backoff`, and their kind. The name may end with the unit: `retryAfterMs`,
//!   `backoff_seconds`, `nextRetryAt`.
//! - In the message: "try again in 20s", "please wait 38 seconds", "resets in 12 seconds".
//!
//! A date is compared with the reply's own `Date`, or with our clock if the reply has no `Date`. A wait in the body counts for each class
//! that is retried. If the reply asks for no wait, a rate limit has the [reset](crate::Verdict::with_reset) of the limit that is
//! used up. The limits are any pair of `remaining` and `reset` headers around `ratelimit`, the IETF's `RateLimit`, and those of
//! Anthropic's windows whose status is `rejected`. If no limit says that it is used up, the first reset counts.
//!
//! A rate limit that asks for a day or more is permanent. A 503 or 529 that asks for a day is an outage of known length. It
//! stops the call, unless `max_retry_after` allows that much.
//!
//! # Errors in a 200
//!
//! Answers also have fields such as `errors`, `reason`, `detail`, and `message`. These fields make a 200 or an event an error only
//! beside a sign of failure: `success: false`, a code other than zero in `base_resp`, the type of an error, or `event: "error"`. An
//! `error` object or text is a sign by itself, also in `choices[i]` of a model, but not in one element of a list.
//!
//! An error in a 200 has no status of its own. A number or a code in the error replaces the status: 429, `BadGatewayError`,
//! gRPC's 14. Without a number and a code, the words decide: throttled, overloaded, timed out, or failed. An error that is not understood is
//! [unrecognized](crate::PermanentReason::Unrecognized).
//!
//! # Errors behind a relay
//!
//! A relay may pass on the reply of another server as a text: JSON that is the whole message, or that follows words such as
//! `OpenAI API error (429):`. Its codes, its message, and its waits count, and in a 5xx its status. JSON that a message quotes,
//! such as a model's output that cannot be parsed, proves nothing.
//!
//! # Other bodies
//!
//! A body that is plain text is a message. In XML, AWS's `Code` and `Message` count. If the body is anything else that is not JSON
//! (HTML, another encoding, nothing), the status decides. In a body that was cut, the fields before the cut count. In an event
//! stream, the first event counts.

mod api_error;
pub(crate) mod body;
mod codes;
mod date;
pub(crate) mod duration;
#[cfg(any(feature = "reqwest-012", feature = "reqwest-013"))]
mod future;
mod headers;
mod moment;
mod number;
mod parts;
mod prose;
mod reply;
mod response_ext;
mod retryable;
mod status;
mod table;

pub use self::api_error::ApiError;
#[cfg(feature = "ureq-3")]
pub(crate) use self::api_error::redact;
#[cfg(any(feature = "reqwest-012", feature = "reqwest-013"))]
pub(crate) use self::future::Whole;
#[cfg(any(feature = "reqwest-012", feature = "reqwest-013"))]
pub use self::future::{ApiErrorForStatus, ApiJson};
pub use self::parts::{HeaderFields, Reply};
pub use self::response_ext::ResponseExt;
#[cfg(any(feature = "reqwest-012", feature = "reqwest-013", feature = "ureq-3"))]
pub(crate) use self::response_ext::sealed;

use self::body::ErrorObject;
use self::headers::Headers;
use crate::verdict::Verdict;

/// Judges a reply that is a failure, by its status, its headers, and the start of its body.
///
/// There is no I/O. Our clock is read only for a date in a reply without a `Date`. If the status alone is permanent, nothing is
/// allocated.
///
/// A 200 that contains an error is judged by that error. A 200 without an error is
/// [unrecognized](crate::PermanentReason::Unrecognized). A redirect is permanent, because the client did not follow it.
/// `x-should-retry: false` is final: only `on(_)` overrides it. A rate limit that asks for a day or more is exhausted quota, but a
/// 503 that does is not. The [page of the module](self) has all rules.
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::{Verdict, http::{Reply, verdict}};
/// use std::time::Duration;
///
/// let headers = [("retry-after", "7")];
///
/// let slow_down = br#"{"error": {"type": "requests", "code": "rate_limit_exceeded"}}"#;
/// let slow_down = verdict(Reply::new(429, &headers, slow_down));
/// assert_eq!(slow_down, Verdict::throttled().with_hint(Duration::from_secs(7)).did_not_run());
///
/// let no_money = br#"{"error": {"type": "insufficient_quota", "code": "credit_balance_exhausted"}}"#;
/// assert!(!verdict(Reply::new(429, &headers, no_money)).is_retryable());
/// ```
pub fn verdict(reply: Reply<'_>) -> Verdict {
    let (status, headers) = (reply.status(), Headers::of(reply));
    let object = if reply::reads_body(status, headers) {
        ErrorObject::read(reply.body())
    } else {
        ErrorObject::default()
    };
    reply::judge(status, headers, &object)
}
