#![doc = include_str!("../README.md")]
#![no_std]
#![forbid(unsafe_code)]

#[doc = include_str!("retryable.md")]
pub use retry_attr_macro::Retryable;
#[doc = include_str!("retry.md")]
pub use retry_attr_macro::retry;
#[cfg(feature = "http")]
pub use retry_attr_runtime::http;
pub use retry_attr_runtime::{
    Backoff, Class, GaveUp, Jitter, Limit, Outcome, Policy, PolicyError, Reason, Retry, Retryable, StopReason,
    TimedOut, Verdict,
};

#[doc(hidden)]
pub use retry_attr_runtime::__private;
