#![doc = include_str!("../README.md")]
#![no_std]
// docs.rs shows which feature each item needs.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

// Its examples need the clients: `tests/suites/all-clients` runs them.
#[cfg(all(doc, not(doctest)))]
pub mod clients;

// Its examples need more crates than these: `tests/suites/guide` runs them.
#[cfg(all(doc, not(doctest)))]
pub mod guide;

#[cfg(all(doc, not(doctest)))]
#[doc = include_str!("features.md")]
pub mod features {}

#[doc = include_str!("retryable.md")]
pub use retry_attr_macro::Retryable;
#[doc = include_str!("retry.md")]
pub use retry_attr_macro::retry;
#[doc = include_str!("retrying.md")]
pub use retry_attr_macro::retrying;
#[cfg(not(feature = "std"))]
#[doc(hidden)]
pub use retry_attr_runtime::AsUpstream;
#[cfg(feature = "fleet")]
pub use retry_attr_runtime::fleet;
#[cfg(feature = "http")]
pub use retry_attr_runtime::http;
#[cfg(feature = "stream")]
pub use retry_attr_runtime::stream;
#[cfg(feature = "std")]
pub use retry_attr_runtime::{
    AsUpstream, Attempt, FromTimedOut, FromTruncated, MissingItem, TimeLimit, TimedOut, Truncated, Upstream,
    UpstreamError, UpstreamState, Upstreams,
};
pub use retry_attr_runtime::{
    Backoff, CallId, CallIdError, FailureClass, FromCallIdError, GaveUp, GiveUpMark, Jitter, NoneError,
    Outcome, PermanentReason, Policy, PolicyError, Retry, Retryable, Schedule, StopReason, Verdict,
};

#[cfg(feature = "test-util")]
pub mod test {
    #![doc = include_str!("test.md")]

    pub use retry_attr_runtime::test::*;
}

#[doc(hidden)]
pub use retry_attr_runtime::__private;
