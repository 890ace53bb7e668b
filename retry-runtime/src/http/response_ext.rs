//! Errors from the replies of clients.

use serde_core::de::DeserializeOwned;

/// Turns a reply into the answer, or into an [`ApiError`](super::ApiError), which keeps what `error_for_status()` loses.
///
/// The replies of reqwest 0.12 and 0.13, async and blocking, and `http::Response<ureq::Body>` implement it, each with the feature of
/// the client. With an async client, both methods are awaited. With a blocking client, they return a `Result`. ureq
/// turns a failure into `Error::StatusCode` and drops the reply, unless its agent is built with
/// `http_status_as_error(false)`.
///
/// Only the body of a failure is read: at most 64 KiB of it, and for at most two seconds. The part that has arrived is judged.
/// For a blocking client, another thread reads, because the socket takes no limit after the reply has begun. If the server
/// stalls, that thread ends at the client's own timeout, or when the server hangs up.
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
/// The trait is sealed, so it may gain methods.
pub trait ResponseExt: sealed::Response {
    /// `Result<Self, ApiError>`, or a future of it.
    type Checked;

    /// `Result<T, ApiError>`, or a future of it.
    type Parsed<T>;

    /// The unchanged reply, or the error of a status from 400 on.
    ///
    /// A redirect passes, as it does with `error_for_status()`. Clients follow redirects, so a redirect arrives only if you asked
    /// for it, or as a 304 that answers your condition.
    ///
    #[cfg_attr(feature = "ureq-3", doc = "```no_run")]
    #[cfg_attr(not(feature = "ureq-3"), doc = "```ignore")]
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::http::{ApiError, ResponseExt as _};
    ///
    /// let agent = ureq::Agent::from(ureq::Agent::config_builder().http_status_as_error(false).build());
    /// let mut page = agent.get("https://status.openai.com/").call()?.api_error_for_status()?;
    /// println!("{}", page.body_mut().read_to_string()?);
    /// # Ok::<(), ApiError>(())
    /// ```
    fn api_error_for_status(self) -> Self::Checked;

    /// The answer, parsed from JSON, or the error of the reply.
    ///
    /// The reply is an error if [`api_error_for_status`](Self::api_error_for_status) says so, or if the body of a success
    /// [holds an error](super::ApiError::in_body). JSON that does not fit `T` is permanent
    /// ([`PermanentReason::Invalid`](crate::PermanentReason::Invalid)), and so is a reply that is meant to be empty: a 204, a
    /// redirect, a `Content-Length` of 0. A body that was cut is transient.
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
    fn api_json<T: DeserializeOwned>(self) -> Self::Parsed<T>;
}

pub(crate) mod sealed {
    /// A reply of a client that has a feature.
    pub trait Response: Sized {}
}
