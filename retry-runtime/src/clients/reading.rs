//! Reading the replies of clients.

use core::time::Duration;

use ::http::{HeaderMap, StatusCode};
#[cfg(any(feature = "reqwest-012-blocking", feature = "reqwest-013-blocking", feature = "ureq-3"))]
use serde_core::de::DeserializeOwned;

use crate::http::{ApiError, Reply};

/// The longest time for which the body of a failure is read.
pub(super) const PATIENCE: Duration = Duration::from_secs(2);

/// Whether the status makes the reply a failure. The body does not matter.
pub(super) fn is_failure(status: StatusCode) -> bool {
    status.is_client_error() || status.is_server_error()
}

pub(super) fn failure(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> ApiError {
    ApiError::of_reply(Reply::new(status.as_u16(), headers, body))
}

#[cfg(any(feature = "reqwest-012-blocking", feature = "reqwest-013-blocking", feature = "ureq-3"))]
pub(super) fn parse<T: DeserializeOwned>(
    status: StatusCode,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<T, ApiError> {
    ApiError::parse(Reply::new(status.as_u16(), headers, body))
}
