//! [`Retryable`](crate::Retryable) for other crates' errors, one file a crate, and for errors of any type, by their chain.

#[cfg(feature = "anyhow")]
mod anyhow;
mod boxed;
mod chain;
#[cfg(feature = "eyre")]
mod eyre;
#[cfg(feature = "tracing")]
mod features;
#[cfg(feature = "http")]
mod http;
#[cfg(any(feature = "reqwest-012", feature = "reqwest-013"))]
mod reqwest;
#[cfg(any(feature = "reqwest-012", feature = "reqwest-013", feature = "ureq"))]
mod tls;
#[cfg(feature = "ureq")]
mod ureq;

pub(crate) use self::chain::own_text;
#[cfg(feature = "tracing")]
pub(crate) use self::features::OffFeatures;
