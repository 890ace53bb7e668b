//! An error that keeps the parts of a reply on which its verdict depends.

mod event;
mod getters;
mod line;
mod parse;
mod redact;

use core::fmt::Display;
use std::boxed::Box;
use std::error::Error;
use std::string::String;
use std::vec::Vec;

#[cfg(feature = "ureq-3")]
pub(crate) use self::redact::redact;
use super::body::{ErrorObject, WINDOW};
use super::headers::Headers;
use super::{Reply, reply};
use crate::attempts::CallIdError;
use crate::outcome::{MissingItem, TimedOut, Truncated};
use crate::verdict::{GiveUpMark, Retryable, Verdict};

/// The failure of a call to an API: the server's reply, or the reason why there is none.
///
/// Use it as the error type of functions that call an API. It comes from [`ResponseExt`](super::ResponseExt), from a client's own
/// error through `?`, or, with any other client, from [`of_reply`](Self::of_reply) and [`no_reply`](Self::no_reply). Its size is
/// one pointer.
///
/// `Display` is one line with the status, the class, the hint, the code, the message, and the id of the request:
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::http::{ApiError, Reply};
///
/// let headers = [("retry-after", "20"), ("x-request-id", "req_7")];
/// let body = br#"{"error": {"code": "rate_limit_exceeded", "message": "Limit 3, Used 3."}}"#;
///
/// let error = ApiError::of_reply(Reply::new(429, &headers, body));
/// assert_eq!(error.to_string(), "429, rate limit, retry after 20s (rate_limit_exceeded): Limit 3, Used 3 [req_7]");
/// assert_eq!((error.status(), error.code(), error.kind()), (Some(429), Some("rate_limit_exceeded"), None));
/// assert_eq!((error.message(), error.request_id()), (Some("Limit 3, Used 3."), Some("req_7")));
/// assert_eq!(error.hint(), Some(std::time::Duration::from_secs(20)));
/// assert!(error.verdict().is_retryable() && error.reason().is_none());
/// assert_eq!(error.body(), body);
/// ```
///
/// `Display` and `Debug` omit URLs, and all words that look like keys. [`message`](Self::message) and
/// [`body`](Self::body) are the server's own words.
pub struct ApiError(Box<Inner>);

struct Inner {
    origin: Origin,
    status: Option<u16>,
    verdict: Verdict,
    code: Option<String>,
    kind: Option<String>,
    message: Option<String>,
    request_id: Option<String>,
    body: Vec<u8>,
    source: Option<Box<dyn Error + Send + Sync>>,
    mark: GiveUpMark,
}

/// The place of the failure.
#[derive(Clone, Copy, Debug)]
enum Origin {
    Reply,
    Event,
    Transport,
    Json,
    /// An event that cannot be read.
    BadEvent,
    /// A reply that is not an event stream.
    NoEvents,
}

/// The headers with the id of the request: Anthropic's, the one of OpenAI and most others, AWS's, Azure's.
const REQUEST_IDS: [&str; 4] = ["request-id", "x-request-id", "x-amzn-requestid", "apim-request-id"];

impl ApiError {
    /// The error of a reply from any client, judged by [`verdict`](super::verdict).
    ///
    /// The first 64 KiB of the body are kept. The status should be a failure: for a success, call [`parse`](Self::parse).
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::FailureClass;
    /// use retry_attr::http::{ApiError, Reply};
    ///
    /// let error = ApiError::of_reply(Reply::new(503, &[("Retry-After", "7")], b"<html>"));
    /// assert_eq!(error.verdict().class(), FailureClass::Transient);
    /// assert_eq!(error.hint(), Some(std::time::Duration::from_secs(7)));
    /// ```
    #[must_use]
    pub fn of_reply(reply: Reply<'_>) -> Self {
        let object = ErrorObject::read(reply.body());
        let verdict = reply::judge(reply.status(), Headers::of(reply), &object);
        Self::new(Origin::Reply, reply, verdict, &object)
    }

    /// The error in the body of a 200, if there is one. OpenRouter sends such replies.
    ///
    /// The first 64 KiB of `body` are read and kept. Returns `None` for an answer, and for a body that is not JSON.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::{FailureClass, http::ApiError};
    ///
    /// assert!(ApiError::in_body(br#"{"choices": [], "error": null}"#).is_none());
    /// let error = ApiError::in_body(br#"{"error": {"code": 502, "message": "Provider returned error"}}"#);
    /// assert_eq!(error.unwrap().verdict().class(), FailureClass::Transient);
    /// ```
    #[must_use]
    pub fn in_body(body: &[u8]) -> Option<Self> {
        Self::in_success(Reply::without_headers(200, body))
    }

    /// The error in an event of a stream, if there is one. `data` is the text after `data:`, or a line of NDJSON.
    ///
    /// [`status`](Self::status) is `None`, because the 200 of the stream does not describe the error.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::{FailureClass, http::ApiError};
    ///
    /// let data = r#"{"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}"#;
    /// assert_eq!(ApiError::in_event(data).unwrap().verdict().class(), FailureClass::Overloaded);
    /// assert!(ApiError::in_event("[DONE]").is_none());
    /// ```
    #[must_use]
    pub fn in_event(data: &str) -> Option<Self> {
        let mut error = Self::in_body(data.as_bytes())?;
        error.0.origin = Origin::Event;
        error.0.status = None;
        Some(error)
    }

    /// As [`in_body`](Self::in_body), with the headers of the reply.
    fn in_success(reply: Reply<'_>) -> Option<Self> {
        let object = ErrorObject::read(reply.body());
        let judge = || reply::judge(reply.status(), Headers::of(reply), &object);
        object.is_error().then(|| Self::new(Origin::Reply, reply, judge(), &object))
    }

    /// The error of a missing reply, or of one that broke off. The caller has removed the URL from `source`.
    pub(crate) fn transport(
        status: Option<u16>,
        verdict: Verdict,
        source: impl Into<Box<dyn Error + Send + Sync>>,
    ) -> Self {
        let origin = if status.is_some() { Origin::Reply } else { Origin::Transport };
        let reply = Reply::without_headers(status.unwrap_or_default(), &[]);
        let mut this = Self::new(origin, reply, verdict, &ErrorObject::default());
        this.0.status = status;
        this.0.source = Some(source.into());
        this
    }

    fn new(origin: Origin, reply: Reply<'_>, verdict: Verdict, object: &ErrorObject<'_>) -> Self {
        let (headers, body) = (Headers::of(reply), reply.body());
        let owned = |text: Option<&str>| text.filter(|text| !text.is_empty()).map(String::from);
        let request_id = || REQUEST_IDS.iter().find_map(|name| headers.text(name));
        Self(Box::new(Inner {
            origin,
            status: Some(reply.status()),
            verdict,
            code: owned(object.code().or_else(|| object.detail())),
            kind: owned(object.kind().or_else(|| headers.text("x-amzn-errortype"))),
            message: owned(Some(object.message())),
            request_id: owned(request_id().or_else(|| object.request_id())),
            body: body[..body.len().min(WINDOW)].to_vec(),
            source: None,
            mark: GiveUpMark::new(),
        }))
    }
}

#[diagnostic::do_not_recommend]
#[cfg(feature = "http")]
impl Retryable for ApiError {
    fn verdict(&self) -> Verdict {
        self.0.verdict
    }

    fn trace_text(&self) -> Option<&dyn Display> {
        Some(self)
    }

    fn give_up_mark(&self) -> Option<&GiveUpMark> {
        Some(&self.0.mark)
    }
}

#[cfg(feature = "http")]
impl From<TimedOut> for ApiError {
    fn from(timed_out: TimedOut) -> Self {
        Self::transport(None, timed_out.verdict(), timed_out)
    }
}

#[cfg(feature = "http")]
impl From<CallIdError> for ApiError {
    fn from(error: CallIdError) -> Self {
        Self::transport(None, error.verdict(), error)
    }
}

#[cfg(feature = "http")]
impl From<Truncated> for ApiError {
    fn from(truncated: Truncated) -> Self {
        let mut this = Self::transport(None, truncated.verdict(), truncated);
        if truncated.missing() == MissingItem::Required {
            // The reply itself was complete.
            this.0.origin = Origin::Event;
        }
        this
    }
}

impl Error for ApiError {
    /// The client's error, without its URL, if there was no complete reply.
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
