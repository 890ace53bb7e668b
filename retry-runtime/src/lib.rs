//! The runtime of [`retry-attr`](https://docs.rs/retry-attr): policies, delays, verdicts, and the decision about each failure.
//!
//! Depend on `retry-attr`, which re-exports this crate beside the attribute, and has the guide.
//!
//! ```
//! # use retry_attr_runtime as retry_attr;
//! use retry_attr::Policy;
//!
//! assert!(Policy::DEFAULT.schedule().map(|wait| wait.as_millis()).eq([500, 1000]));
//! ```
//!
//! # Features
//!
//! Without any feature the crate is `no_std` and does not allocate.
//!
//! - `std`: random jitter, waiting by blocking the thread, [`Retryable`] for the standard library's errors.
//! - `tokio`: waiting in async functions with tokio's timer (enables `std`).
//! - `http`: the judgment of HTTP replies, and `ApiError` (enables `std`).
//! - `reqwest-012`, `reqwest-013`, `ureq-3`: [`Retryable`] for the client's errors, and `ApiError` from them and from its
//!   replies (each enables `http`, those of reqwest `tokio` too). `reqwest-012-blocking` and `reqwest-013-blocking` add
//!   the blocking client.
//! - `tracing`, `metrics-024`: events, spans, and metrics of every annotated function (each enables `std`).
//! - `async-openai-043`, `aws`, `google-cloud`, `genai-07`, `hyper`, `tonic-014`: [`Retryable`] for the errors of these clients (each
//!   enables `http`). `hyper` also adds `ApiError` from hyper's errors.
//! - `stream`: replies that arrive piece by piece (enables `std`).
//! - `anyhow`, `eyre-06`: [`Retryable`] for `anyhow::Error` and `eyre::Report` (each enables `std`).
//! - `fleet`: upstreams that processes share (enables `tokio`); `redis-1`: through Redis or Valkey (enables `fleet`).
//! - `serde`: policies from settings files.
//! - `call-id`: the option `call_id`, with random numbers of the operating system.
//! - `test-util`: the module `test`, for tests of retried functions (enables `std`).

#![no_std]
// docs.rs shows which feature each item needs. An `impl` for another crate's type repeats the feature of its module, which
// rustdoc does not see from `retry-attr`.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

#[cfg(any(feature = "std", test))]
extern crate std;

mod attempts;
#[cfg(feature = "http")]
mod clients;
#[cfg(feature = "std")]
mod errors;
mod event;
#[cfg(feature = "http")]
pub mod http;
mod outcome;
mod policy;
mod random;
mod seam;
#[cfg(feature = "stream")]
pub mod stream;
mod telemetry;
#[cfg(feature = "test-util")]
pub mod test;
#[cfg(feature = "std")]
mod upstream;
mod verdict;
mod wait;

#[cfg(not(feature = "std"))]
#[doc(hidden)]
pub use crate::attempts::AsUpstream;
#[cfg(feature = "std")]
pub use crate::attempts::Attempt;
pub use crate::attempts::{CallId, CallIdError, FromCallIdError};
pub use crate::event::{GaveUp, Retry, StopReason};
#[cfg(feature = "std")]
pub use crate::outcome::{FromTimedOut, FromTruncated, MissingItem, TimeLimit, TimedOut, Truncated};
pub use crate::outcome::{NoneError, Outcome};
pub use crate::policy::{Backoff, Jitter, Policy, PolicyError, Schedule};
#[cfg(feature = "std")]
pub use crate::upstream::{AsUpstream, Upstream, UpstreamError, UpstreamState, Upstreams};
pub use crate::verdict::{FailureClass, GiveUpMark, PermanentReason, Retryable, Verdict};

#[cfg(feature = "fleet")]
pub mod fleet {
    //! Stores through which processes share an [`Upstream`](crate::Upstream). [`share_in`](crate::Upstream::share_in) explains
    //! the state that they share.
    //!
    #![cfg_attr(feature = "redis-1", doc = "```no_run")]
    #![cfg_attr(not(feature = "redis-1"), doc = "```ignore")]
    //! # use retry_attr_runtime as retry_attr;
    //! use retry_attr::Upstream;
    //! use retry_attr::fleet::RedisStore;
    //!
    //! static GPT: Upstream = Upstream::new("gpt-5");
    //!
    //! let store = RedisStore::connect(redis::Client::open("redis://127.0.0.1/")?);
    //! GPT.share_in(store.namespace("prod"))?;
    //! # Ok::<(), Box<dyn std::error::Error>>(())
    //! ```

    pub use crate::upstream::fleet::{Answer, Script, Store, StoreError};
    #[cfg(feature = "redis-1")]
    pub use crate::upstream::fleet::{Reconnecting, RedisStore};
}

/// The items that the attribute's expansion names. Not for use by hand: they change without notice.
#[doc(hidden)]
pub mod __private {
    pub use crate::attempts::{
        Attempts, Begins, Choice, Copied, Judged, Judgment, Limit, MovedEachTime, OperatingSystem, Plan,
        PreviousVerdict, PreviousWait, Probe, ThreadRandom, Unknown, ask, ask_late, call_id, call_id_by,
        called, failed, failed_once, judge, late, limit, limit_by, reached, read, refused, some_time, timed,
        unnamed,
    };
    #[cfg(not(feature = "std"))]
    pub use crate::attempts::{
        Elsewhere, Joined, Place, Under, admit, admit_blocking, admit_blocking_by, admit_blocking_until,
        admit_blocking_until_by, admit_by, admit_until, admit_until_by, may_go, slot,
    };
    #[cfg(not(feature = "stream"))]
    pub use crate::attempts::{begin, begin_with};
    pub use crate::event::tell;
    /// For tests and fuzzing: the expansion does not use it.
    #[cfg(feature = "http")]
    pub use crate::http::duration::parse as parse_duration;
    pub use crate::outcome::{Returned, anchor, anchor_of_error};
    pub use crate::policy::checked;
    /// For tests of the macro, which has its own reader.
    #[cfg(feature = "serde")]
    pub use crate::policy::parse_span;
    pub use crate::random::{NoRandom, Random};
    #[cfg(feature = "stream")]
    pub use crate::stream::begin::{begin, begin_with};
    pub use crate::telemetry::{HasText, Text, entered, traced};
    #[cfg(feature = "std")]
    pub use crate::upstream::{
        Elsewhere, Joined, Park, Place, Refused, Under, admit, admit_blocking, admit_blocking_by,
        admit_blocking_until, admit_blocking_until_by, admit_by, admit_until, admit_until_by, may_go, slot,
    };
    pub use crate::verdict::Hint;
    pub use crate::wait::{
        Blocking, HasTimer, Own, Thread, Timer, Tokio, block, block_by, is_wait, sleep, sleep_by,
    };
}
