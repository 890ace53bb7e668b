//! `ApiError`: its parts, its line, and the secrets that it never prints.

mod events;
mod kept;
mod lines;
mod parsed;
mod secrets;
#[cfg(any(feature = "reqwest-012", feature = "reqwest-013"))]
#[path = "../support/tls.rs"]
mod tls;

use retry_attr_runtime::http::{ApiError, Reply};

/// The error of a reply.
fn reply(status: u16, headers: &[(&str, &str)], body: &str) -> ApiError {
    ApiError::of_reply(Reply::new(status, &headers, body.as_bytes()))
}
