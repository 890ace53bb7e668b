//! `ApiError`: what it keeps, what it says in a line, and what it never says.

mod events;
mod kept;
mod lines;
mod parsed;
mod secrets;
#[cfg(any(feature = "reqwest-012", feature = "reqwest-013"))]
#[path = "../support/tls.rs"]
mod tls;

use retry_attr_runtime::http::{ApiError, Reply};

/// A reply as a client gives it.
fn reply(status: u16, headers: &[(&str, &str)], body: &str) -> ApiError {
    ApiError::of_reply(Reply::new(status, &headers, body.as_bytes()))
}
