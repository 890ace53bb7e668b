//! Replies of clients, one file a client.

#[cfg(any(feature = "reqwest-012", feature = "reqwest-013"))]
mod future;
#[cfg(any(feature = "reqwest-012", feature = "reqwest-013"))]
mod reqwest;
#[cfg(any(feature = "reqwest-012-blocking", feature = "reqwest-013-blocking", feature = "ureq"))]
mod thread;
#[cfg(feature = "ureq")]
mod ureq;

use core::time::Duration;

use ::http::{HeaderMap, StatusCode};
use serde_core::de::DeserializeOwned;

use super::ApiError;

#[cfg(any(feature = "reqwest-012", feature = "reqwest-013"))]
pub use self::future::{Checked, Parsed};

/// How long the body of a failure is read at most.
const PATIENCE: Duration = Duration::from_secs(2);

/// Whether the reply is a failure, whatever its body says.
fn is_failure(status: StatusCode) -> bool {
    status.is_client_error() || status.is_server_error()
}

fn failure(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> ApiError {
    ApiError::of_reply(status.as_u16(), |name| headers.get(name).map(AsRef::as_ref), body)
}

fn parse<T: DeserializeOwned>(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Result<T, ApiError> {
    ApiError::parse(status.as_u16(), |name| headers.get(name).map(AsRef::as_ref), body)
}
