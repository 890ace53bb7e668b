//! What an HTTP reply says about retrying: AI APIs first, every other server too.
//!
//! Status codes are not enough. OpenAI answers 429 both for "slow down" and for "no money left", Gemini sends a wait of
//! ten seconds together with a quota that resets at midnight, OpenRouter a 402 that passes. So [`verdict`] looks at
//! three things, and each only where the one before leaves a question:
//!
//! 1. **The status.** 408, 409, 425, 429, 498 and 5xx are worth another try, 529 among them. Every other 4xx is
//!    permanent, and so are 501, 505, 506, 508, 510, 511, 525 and 526. `x-should-retry: false` stops any of them,
//!    whatever `on(PATTERN)` names, except under `on(_)`; `true` retries any, unless the body proves that this is in vain.
//! 2. **The body**, of which the first 64 KiB are read: the error object of OpenAI, Azure, Anthropic, Gemini, Vertex,
//!    Mistral, Bedrock, Cohere, Groq, DeepSeek, OpenRouter and Ollama. Its documented codes turn a retry into
//!    [`Permanent`](crate::FailureClass::Permanent) with the [`PermanentReason`](crate::PermanentReason), and make 402 and
//!    424 passing where the provider says so. Its prose may only turn a retry down, name the reason, ask for a wait, and tell overload
//!    where no code says what it is. A limit "per day" that it tells of is spent; one that it offers ("upgrade for 10,000
//!    requests per day"), or names behind a limit by the minute, is not the one that was met.
//! 3. **The wait.** One hint: the first usable of `retry-after-ms`, `x-ms-retry-after-ms`, `x-amz-retry-after` (all
//!    milliseconds: OpenAI, Azure, AWS) and `Retry-After` (RFC 9110, section 10.2.3: seconds, here with a fraction too, or
//!    a date in the three forms of section 5.6.7, read against the reply's own `Date`). Zero, a negative number, garbage
//!    and what no [`Duration`](core::time::Duration) can hold are no hint. On a rate limit also what the body says: the
//!    longest of `google.rpc.RetryInfo` and the message's "try again in 20s"; of header and body the longer. A rate limit
//!    that asks for a day or more is spent: permanent, the hint readable. A 503 or 529 that asks for as long is an outage
//!    of a length that is known, and nobody's quota: a hint like any other, which `max_retry_after` stops unless it is set
//!    that long. Where nobody spoke, the wait follows the reset header of the limit that is used up, see
//!    [`Verdict::with_reset`].
//!
//! Without a body that can be read (HTML, nothing, another encoding) the status decides. Of a body that was cut, the
//! fields before the cut count.

mod api_error;
pub(crate) mod body;
mod codes;
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
/// There is no I/O and no clock, and where the status alone is permanent, nothing is allocated.
///
/// A 200 that holds an error is judged by that error; one that holds none is
/// [unrecognized](crate::PermanentReason::Unrecognized). A redirect is permanent: the client that was to follow it did not.
/// `x-should-retry: false` is final: no pattern in `on(…)` but `on(_)` overrules it. A rate limit that asks for a day or
/// more is a spent quota, a 503 that does is not. How it all fits together stands [above](self).
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
/// assert_eq!(slow_down, Verdict::throttled().with_hint(Duration::from_secs(7)));
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
