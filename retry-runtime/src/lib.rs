//! The runtime of [`retry-attr`](https://docs.rs/retry-attr): policies, delays, verdicts and the one decision.
//!
//! Depend on `retry-attr`, which re-exports all of this beside the attribute; its front page is the guide.
//!
//! # Features
//!
//! Without any feature the crate is `no_std` and does not allocate.
//!
//! - `std`: random jitter, waiting by blocking the thread, [`Retryable`] for the standard library's errors.
//! - `tokio`: waiting in async functions with tokio's timer (enables `std`).
//! - `http`: what an HTTP reply says about retrying, and `ApiError`, which keeps it (enables `std`).
//! - `reqwest-012`, `reqwest-013`, `ureq`: [`Retryable`] for the client's errors, and `ApiError` from them and from its
//!   replies (each enables `http`, those of reqwest `tokio` too). `reqwest-012-blocking` and `reqwest-013-blocking` add
//!   the blocking client.
//! - `tracing`, `metrics`: events and spans, and numbers, of every annotated function (each enables `std`).
//! - `async-openai-043`, `aws`, `gax`, `genai-07`, `hyper`, `tonic-014`: [`Retryable`] for the errors of AI clients and of what
//!   they stand on (each enables `http`); `hyper` also `ApiError` from hyper's errors.
//! - `stream`: replies that arrive piece by piece (enables `std`).
//! - `anyhow`, `eyre`: [`Retryable`] for `anyhow::Error` and `eyre::Report` (each enables `std`).
//! - `test-util`: the module `test`, for tests of retried functions (enables `std`).

#![no_std]
#![forbid(unsafe_code)]

#[cfg(any(feature = "std", test))]
extern crate std;

#[cfg(feature = "std")]
mod attempt;
mod attempts;
mod backoff;
#[cfg(feature = "http")]
mod clients;
#[cfg(feature = "std")]
mod clock;
mod copied;
#[cfg(feature = "std")]
mod errors;
#[cfg(feature = "http")]
pub mod http;
mod jitter;
mod judgment;
mod nanos;
mod observe;
mod outcome;
mod plan;
mod policy;
mod policy_error;
mod random;
mod report;
mod retryable;
#[cfg(feature = "stream")]
pub mod stream;
#[cfg(feature = "test-util")]
pub mod test;
mod time;
#[cfg(feature = "std")]
mod timed_out;
#[cfg(feature = "std")]
mod timeout;
mod verdict;
mod wait;

#[cfg(feature = "std")]
pub use crate::attempt::Attempt;
pub use crate::backoff::Backoff;
pub use crate::jitter::Jitter;
pub use crate::observe::{GaveUp, Retry, StopReason};
pub use crate::outcome::Outcome;
pub use crate::policy::{Policy, Schedule};
pub use crate::policy_error::PolicyError;
pub use crate::retryable::Retryable;
#[cfg(feature = "std")]
pub use crate::timed_out::{Limit, TimedOut};
pub use crate::verdict::{Class, Reason, Verdict};

/// What the attribute's expansion names. Not for use by hand: it changes without notice.
#[doc(hidden)]
pub mod __private {
    #[cfg(feature = "std")]
    pub use crate::attempts::timed;
    pub use crate::attempts::{Attempts, PreviousWait};
    pub use crate::copied::Copied;
    /// For tests and fuzzing: the expansion does not use it.
    #[cfg(feature = "http")]
    pub use crate::http::duration::parse as parse_duration;
    pub use crate::judgment::{Choice, Judgment, Probe, Unknown, ask, failed, judge};
    pub use crate::observe::tell;
    pub use crate::outcome::{anchor, error_of, last_of};
    pub use crate::plan::{Plan, reached, some_time};
    pub use crate::policy::checked;
    pub use crate::random::{NoRandom, Random, ThreadRandom};
    #[cfg(feature = "stream")]
    pub use crate::report::late;
    pub use crate::report::{HasText, Text, entered, traced};
    #[cfg(feature = "stream")]
    pub use crate::stream::{begin::begin, begun::last_begun_of};
    #[cfg(feature = "std")]
    pub use crate::timeout::{limit, limit_by};
    pub use crate::verdict::Hint;
    pub use crate::wait::{Blocking, Thread, Timer, Tokio, block, block_by, is_wait, sleep, sleep_by};
}
