#![doc = include_str!("../README.md")]
#![no_std]
#![forbid(unsafe_code)]

// Its examples need the clients: `tests/clients` runs them.
#[cfg(all(doc, not(doctest)))]
pub mod clients;

#[doc = include_str!("retryable.md")]
pub use retry_attr_macro::Retryable;
#[doc = include_str!("retry.md")]
pub use retry_attr_macro::retry;
#[cfg(feature = "http")]
pub use retry_attr_runtime::http;
pub use retry_attr_runtime::{
    Backoff, Class, GaveUp, Jitter, Outcome, Policy, PolicyError, Reason, Retry, Retryable, StopReason,
    Verdict,
};

#[doc(hidden)]
pub use retry_attr_runtime::__private;
