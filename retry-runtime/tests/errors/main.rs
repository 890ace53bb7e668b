//! What other crates' errors say of themselves. Where the error comes from a socket, the socket is real.

mod chains;
#[cfg(feature = "http")]
mod http;
#[cfg(all(feature = "reqwest-012", feature = "reqwest-013"))]
mod reqwest;
#[path = "../clients/server.rs"]
#[cfg(feature = "http")]
mod server;
#[cfg(feature = "ureq")]
mod ureq;
