//! `Display`, which is one line that a person can act on, and `Debug`. Both leave out secrets.

use core::fmt::{self, Write as _};
use std::error::Error;
use std::format;
use std::string::{String, ToString as _};

use super::redact::redact;
use super::{ApiError, Inner, Origin};
use crate::verdict::{FailureClass, PermanentReason};

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.line())
    }
}

impl fmt::Debug for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { origin, status, verdict, code, kind, message, request_id, body, source, mark: _ } =
            &*self.0;
        let text = |text: &Option<String>| text.as_deref().map(redact);
        f.debug_struct("ApiError")
            .field("origin", origin)
            .field("status", status)
            .field("verdict", verdict)
            .field("code", &text(code))
            .field("kind", &text(kind))
            .field("message", &text(message))
            .field("request_id", &text(request_id))
            .field("body", &format_args!("{} bytes", body.len()))
            .field("source", &source.as_ref().map(|source| redact(&format!("{source:?}"))))
            .finish()
    }
}

impl Inner {
    fn line(&self) -> String {
        let mut line = self.place();
        // Writing to a `String` does not fail.
        let _ = write!(line, ", {}", self.what());
        if let Some(hint) = self.verdict.hint() {
            // The line says what to do, so it does not say "retry" about an error that is not retried.
            let is_retried = self.verdict.is_retryable();
            let words = if is_retried { "retry after" } else { "though the server names a wait of" };
            let _ = write!(line, ", {words} {hint:?}");
        }
        if let Some(name) = self.code.as_deref().or(self.kind.as_deref()) {
            let _ = write!(line, " ({})", redact(name));
        }
        let cause = || self.source.as_deref().map(|source| root(source).to_string());
        if let Some(message) = self.message.clone().or_else(cause) {
            let _ = write!(line, ": {}", redact(&message).trim_end_matches('.'));
        }
        if let Some(id) = &self.request_id {
            let _ = write!(line, " [{}]", redact(id));
        }
        line
    }

    fn place(&self) -> String {
        match (self.origin, self.status) {
            (Origin::Event | Origin::BadEvent, _) => "in the stream".to_string(),
            (Origin::Transport, _) if !self.verdict.may_have_been_sent() => "not sent".to_string(),
            (_, Some(status)) => status.to_string(),
            (_, None) => "no whole reply".to_string(),
        }
    }

    fn what(&self) -> &'static str {
        match (self.origin, self.verdict.class()) {
            (Origin::Json, FailureClass::Transient) => "the JSON was cut",
            (Origin::Json, _) => "the JSON is not what was expected",
            (Origin::BadEvent, FailureClass::Transient) => "the event was cut",
            (Origin::BadEvent, _) => "the event is not what was expected",
            (Origin::NoEvents, _) => "not an event stream",
            (Origin::Transport, FailureClass::Permanent(_)) => "the client cannot go on",
            (_, FailureClass::Transient) => "temporary failure",
            (_, FailureClass::TimedOut) => "timed out",
            (_, FailureClass::Throttled) => "rate limit",
            (_, FailureClass::Overloaded) => "overloaded",
            (_, FailureClass::Permanent(PermanentReason::Quota)) => "quota or credit spent",
            (_, FailureClass::Permanent(PermanentReason::TooLong)) => "request too long",
            (_, FailureClass::Permanent(PermanentReason::Refused)) => "content refused",
            (_, FailureClass::Permanent(PermanentReason::Auth)) => "not authorized",
            (_, FailureClass::Permanent(PermanentReason::Invalid)) => "request refused",
            (_, FailureClass::Permanent(PermanentReason::Unrecognized)) => "unknown error",
        }
    }
}

/// The innermost error. The errors around it say only that sending or reading failed.
fn root<'e>(error: &'e (dyn Error + 'static)) -> &'e (dyn Error + 'static) {
    error.source().map_or(error, root)
}
