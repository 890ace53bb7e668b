//! The counter of attempts that the shapes use.

#![allow(dead_code, reason = "no file needs all of it")]
#![allow(clippy::redundant_pub_crate, reason = "`unreachable_pub` asks for it")]

use std::error::Error;
use std::fmt;
use std::sync::atomic::{AtomicU32, Ordering};

use retry_attr::{Retryable, Verdict};

/// The attempts of one test.
#[derive(Debug)]
pub(crate) struct Calls(AtomicU32);

impl Calls {
    pub(crate) const fn new() -> Self {
        Self(AtomicU32::new(0))
    }

    /// One attempt, which fails.
    pub(crate) fn fail<T>(&self) -> Result<T, Busy> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Err(Busy)
    }

    /// The same in an async function.
    pub(crate) async fn fail_later<T>(&self) -> Result<T, Busy> {
        tokio::task::yield_now().await;
        self.fail()
    }

    pub(crate) fn made(&self) -> u32 {
        self.0.load(Ordering::Relaxed)
    }
}

/// A retryable error.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Busy;

impl Retryable for Busy {
    fn verdict(&self) -> Verdict {
        Verdict::transient()
    }
}

impl fmt::Display for Busy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("busy")
    }
}

impl Error for Busy {}

/// An error that is not `Retryable`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Plain {
    Busy,
}

impl From<Busy> for Plain {
    fn from(_: Busy) -> Self {
        Self::Busy
    }
}
