//! [`Retryable`](crate::Retryable) for errors of any type, by the chain of their sources.

#[cfg(feature = "anyhow")]
mod anyhow;
mod boxed;
pub(crate) mod chain;
#[cfg(feature = "eyre-06")]
mod eyre;
mod io;
