//! The verdicts of other crates' errors. Errors that come from a socket come from a real one.

mod chains;
#[cfg(feature = "http")]
mod http;
#[cfg(all(feature = "reqwest-012", feature = "reqwest-013"))]
mod http2;
#[cfg(all(feature = "reqwest-012", feature = "reqwest-013"))]
mod reqwest;
#[cfg(any(feature = "ureq-3", all(feature = "reqwest-012", feature = "reqwest-013")))]
#[path = "../support/server.rs"]
mod server;
#[cfg(feature = "reqwest-013")]
#[path = "../support/tls.rs"]
mod tls;
#[cfg(feature = "ureq-3")]
mod ureq;
