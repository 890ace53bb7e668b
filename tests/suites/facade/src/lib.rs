//! The package `behind-facade` depends on this one alone.

#![no_std]

pub use retry_attr::{self, Retryable, retry};
