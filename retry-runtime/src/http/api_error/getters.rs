//! The parts that an error keeps.

use core::time::Duration;

use super::ApiError;
use crate::verdict::{FailureClass, PermanentReason, Verdict};

impl ApiError {
    /// The HTTP status. `None` if there was no reply, or if the error came in an event of a stream.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::http::{ApiError, Reply};
    ///
    /// let error = ApiError::of_reply(Reply::without_headers(503, b""));
    /// assert_eq!(error.status(), Some(503));
    /// ```
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// The verdict that `#[retry]` reads: the class, the hint, and whether the request may have been carried out.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::Verdict;
    /// use retry_attr::http::{ApiError, Reply};
    ///
    /// let error = ApiError::of_reply(Reply::without_headers(500, b""));
    /// assert_eq!(error.verdict(), Verdict::transient());
    /// ```
    pub fn verdict(&self) -> Verdict {
        self.0.verdict
    }

    /// The reason why the same request would fail again. `None` if the error is retried.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::PermanentReason;
    /// use retry_attr::http::{ApiError, Reply};
    ///
    /// let error = ApiError::of_reply(Reply::without_headers(401, b""));
    /// assert_eq!(error.reason(), Some(PermanentReason::Auth));
    /// ```
    #[must_use]
    pub fn reason(&self) -> Option<PermanentReason> {
        match self.0.verdict.class() {
            FailureClass::Permanent(reason) => Some(reason),
            _ => None,
        }
    }

    /// The wait that the server asked for. `None` if it asked for none.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use std::time::Duration;
    ///
    /// use retry_attr::http::{ApiError, Reply};
    ///
    /// let error = ApiError::of_reply(Reply::new(429, &[("retry-after", "20")], b""));
    /// assert_eq!(error.hint(), Some(Duration::from_secs(20)));
    /// ```
    #[must_use]
    pub fn hint(&self) -> Option<Duration> {
        self.0.verdict.hint()
    }

    /// The provider's code, such as `rate_limit_exceeded`, or a number as text. If the provider sends none, a more specific code: Anthropic's
    /// `error_code`, Azure's `innererror.code`, or Google's `reason`.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::http::{ApiError, Reply};
    ///
    /// let body = br#"{"error": {"code": "rate_limit_exceeded"}}"#;
    /// let error = ApiError::of_reply(Reply::without_headers(429, body));
    /// assert_eq!(error.code(), Some("rate_limit_exceeded"));
    /// ```
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// The provider's type, such as `rate_limit_error`, or Google's status, such as `RESOURCE_EXHAUSTED`.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::http::{ApiError, Reply};
    ///
    /// let body = br#"{"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}"#;
    /// let error = ApiError::of_reply(Reply::without_headers(529, body));
    /// assert_eq!(error.kind(), Some("overloaded_error"));
    /// ```
    #[must_use]
    pub fn kind(&self) -> Option<&str> {
        self.0.kind.as_deref()
    }

    /// The provider's message in its own words. It may repeat parts of the request.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::http::{ApiError, Reply};
    ///
    /// let body = br#"{"error": {"message": "The model is overloaded."}}"#;
    /// let error = ApiError::of_reply(Reply::without_headers(503, body));
    /// assert_eq!(error.message(), Some("The model is overloaded."));
    /// ```
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    /// The id of the request. The provider's support asks for it.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::http::{ApiError, Reply};
    ///
    /// let error = ApiError::of_reply(Reply::new(500, &[("x-request-id", "req_123")], b""));
    /// assert_eq!(error.request_id(), Some("req_123"));
    /// ```
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// The first 64 KiB of the body, or the part that came within two seconds. Empty if there was no body.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::http::{ApiError, Reply};
    ///
    /// let error = ApiError::of_reply(Reply::without_headers(502, b"<html>Bad Gateway</html>"));
    /// assert_eq!(error.body(), b"<html>Bad Gateway</html>");
    /// ```
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.0.body
    }
}
