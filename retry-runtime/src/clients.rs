//! The errors and the replies of other crates' clients, one file per client.

#[cfg(any(feature = "async-openai-043", feature = "aws", feature = "genai-07"))]
mod answer;
#[cfg(feature = "async-openai-043")]
mod async_openai;
#[cfg(feature = "aws")]
mod aws;
#[cfg(feature = "genai-07")]
mod genai;
#[cfg(feature = "google-cloud")]
mod google_cloud;
#[cfg(any(feature = "hyper", feature = "reqwest-012", feature = "reqwest-013"))]
mod handshake;
#[cfg(feature = "hyper")]
mod hyper;
mod no_reply;
#[cfg(any(feature = "reqwest-012", feature = "reqwest-013", feature = "ureq-3"))]
mod reading;
#[cfg(any(feature = "reqwest-012", feature = "reqwest-013"))]
mod reqwest;
#[cfg(any(feature = "reqwest-012-blocking", feature = "reqwest-013-blocking", feature = "ureq-3"))]
mod thread;
#[cfg(any(feature = "hyper", feature = "reqwest-012", feature = "reqwest-013", feature = "ureq-3"))]
mod tls;
#[cfg(feature = "tonic-014")]
mod tonic;
#[cfg(feature = "ureq-3")]
mod ureq;
