//! The parts that an error keeps.

use core::time::Duration;

use super::ApiError;
use crate::verdict::{FailureClass, PermanentReason, Verdict};

impl ApiError {
    /// The HTTP status; `None` where there was no reply, or the error came in an event of a stream.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// What this says of itself, as `#[retry]` reads it.
    pub fn verdict(&self) -> Verdict {
        self.0.verdict
    }

    /// Why the same request fails again, if it does.
    #[must_use]
    pub fn reason(&self) -> Option<PermanentReason> {
        match self.0.verdict.class() {
            FailureClass::Permanent(reason) => Some(reason),
            _ => None,
        }
    }

    /// How long the server asked to wait, if it did.
    #[must_use]
    pub fn hint(&self) -> Option<Duration> {
        self.0.verdict.hint()
    }

    /// The provider's code, as in `rate_limit_exceeded`; a number as it was written. Where there is none, the finer
    /// code below it: Anthropic's `error_code`, Azure's `innererror.code`, Google's `reason`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// The provider's type, as in `rate_limit_error`; Google's status, as in `RESOURCE_EXHAUSTED`.
    #[must_use]
    pub fn kind(&self) -> Option<&str> {
        self.0.kind.as_deref()
    }

    /// The provider's message in its own words. It may repeat parts of the request.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    /// The id that the provider's support asks for.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// The first 64 KiB of the body, or what came of it in two seconds. Empty where there was none.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.0.body
    }
}
