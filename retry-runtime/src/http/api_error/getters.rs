//! The parts that an error keeps.

use core::time::Duration;

use super::ApiError;
use crate::verdict::{FailureClass, PermanentReason, Verdict};

impl ApiError {
    /// The HTTP status. `None` if there was no reply, or if the error came in an event of a stream.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// The verdict that `#[retry]` reads: the class, the hint, and whether the request may have been carried out.
    pub fn verdict(&self) -> Verdict {
        self.0.verdict
    }

    /// The reason why the same request would fail again. `None` if the error is retried.
    #[must_use]
    pub fn reason(&self) -> Option<PermanentReason> {
        match self.0.verdict.class() {
            FailureClass::Permanent(reason) => Some(reason),
            _ => None,
        }
    }

    /// The wait that the server asked for. `None` if it asked for none.
    #[must_use]
    pub fn hint(&self) -> Option<Duration> {
        self.0.verdict.hint()
    }

    /// The provider's code, such as `rate_limit_exceeded`, or a number as text. Without such a code, a more specific one: Anthropic's
    /// `error_code`, Azure's `innererror.code`, or Google's `reason`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// The provider's type, such as `rate_limit_error`, or Google's status, such as `RESOURCE_EXHAUSTED`.
    #[must_use]
    pub fn kind(&self) -> Option<&str> {
        self.0.kind.as_deref()
    }

    /// The provider's message in its own words. It may repeat parts of the request.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    /// The id of the request. The provider's support asks for it.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// The first 64 KiB of the body, or the part that came within two seconds. Empty if there was no body.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.0.body
    }
}
