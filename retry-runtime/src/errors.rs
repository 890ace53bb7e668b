//! [`Retryable`](crate::Retryable) for other crates' errors, one file a crate, and for errors of any type, by their chain.

#[cfg(any(feature = "async-openai-043", feature = "aws", feature = "genai-07"))]
mod answer;
#[cfg(feature = "anyhow")]
mod anyhow;
#[cfg(feature = "async-openai-043")]
mod async_openai;
#[cfg(feature = "aws")]
mod aws;
mod boxed;
mod chain;
#[cfg(feature = "eyre")]
mod eyre;
#[cfg(feature = "tracing")]
mod features;
#[cfg(feature = "gax")]
mod gax;
#[cfg(feature = "genai-07")]
mod genai;
#[cfg(any(feature = "hyper", feature = "reqwest-012", feature = "reqwest-013"))]
mod handshake;
#[cfg(feature = "http")]
mod http;
#[cfg(feature = "hyper")]
mod hyper;
#[cfg(any(feature = "reqwest-012", feature = "reqwest-013"))]
mod reqwest;
#[cfg(any(feature = "hyper", feature = "reqwest-012", feature = "reqwest-013", feature = "ureq"))]
mod tls;
#[cfg(feature = "tonic-014")]
mod tonic;
#[cfg(feature = "ureq")]
mod ureq;

pub(crate) use self::chain::own_text;
#[cfg(feature = "tracing")]
pub(crate) use self::features::OffFeatures;
