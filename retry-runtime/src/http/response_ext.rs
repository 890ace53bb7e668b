//! Errors from the replies of clients.

use serde_core::de::DeserializeOwned;

/// What `error_for_status()` should have kept: turns a reply into the answer, or into an [`ApiError`](super::ApiError).
///
/// For the replies of reqwest 0.12 and 0.13, async and blocking, and for `http::Response<ureq::Body>`, each behind the
/// feature of its name. With an async client both methods are awaited; with a blocking one they return a `Result`. ureq
/// turns a failure into `Error::StatusCode` before anybody sees the reply, unless its agent is built with
/// `http_status_as_error(false)`.
///
/// Only the body of a failure is read: 64 KiB of it, for two seconds at most. What has come until then is judged. With a
/// blocking client another thread does this reading, because no socket of theirs can be given a limit once the reply is
/// there; if the server stalls, that thread ends when the client's own timeout does or the server hangs up.
///
/// With reqwest:
///
#[cfg_attr(feature = "reqwest-013", doc = "```no_run")]
#[cfg_attr(not(feature = "reqwest-013"), doc = "```ignore")]
/// # use retry_attr_runtime as retry_attr;
/// # use reqwest_013 as reqwest;
/// use retry_attr::http::{ApiError, ResponseExt as _};
///
/// async fn ask(client: &reqwest::Client) -> Result<serde_json::Value, ApiError> {
///     client.get("https://api.openai.com/v1/models").bearer_auth("sk-…").send().await?.api_json().await
/// }
/// ```
///
/// With ureq:
///
#[cfg_attr(feature = "ureq-3", doc = "```no_run")]
#[cfg_attr(not(feature = "ureq-3"), doc = "```ignore")]
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::http::{ApiError, ResponseExt as _};
///
/// let agent = ureq::Agent::from(ureq::Agent::config_builder().http_status_as_error(false).build());
/// let models: serde_json::Value = agent.get("https://api.openai.com/v1/models").call()?.api_json()?;
/// # Ok::<(), ApiError>(())
/// ```
///
/// The trait is sealed: its methods may grow.
pub trait ResponseExt: sealed::Response {
    /// `Result<Self, ApiError>`, or a future of it.
    type Checked;

    /// `Result<T, ApiError>`, or a future of it.
    type Parsed<T>;

    /// The reply untouched, or the error that a status from 400 on means.
    ///
    /// A redirect passes, as `error_for_status()` lets it: clients follow redirects, so that the one you get is one that
    /// you asked to see, or a 304 that answers your condition.
    fn api_error_for_status(self) -> Self::Checked;

    /// The answer, parsed from JSON, or the error that the reply is.
    ///
    /// It is one if [`api_error_for_status`](Self::api_error_for_status) says so, or if the body of a success
    /// [holds one](super::ApiError::in_body). JSON of another shape than `T`'s is permanent
    /// ([`PermanentReason::Invalid`](crate::PermanentReason::Invalid)), and so is an empty reply where none was promised: a 204,
    /// a redirect, a `Content-Length` of 0. A body that was cut is transient.
    fn api_json<T: DeserializeOwned>(self) -> Self::Parsed<T>;
}

pub(crate) mod sealed {
    /// A reply of a client that has a feature.
    pub trait Response: Sized {}
}
