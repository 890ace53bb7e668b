//! The errors for readers of event streams, besides those in events.

use std::boxed::Box;
use std::error::Error;
use std::format;
use std::string::{String, ToString as _};

use serde_core::de::DeserializeOwned;

use super::{ApiError, Origin, Reply};
use crate::http::body::{ErrorObject, WINDOW};
use crate::http::headers::Headers;
use crate::verdict::{PermanentReason, Verdict};

impl ApiError {
    /// Parses the JSON data of a stream's event, or a line of NDJSON, unless the event [holds an error](Self::in_event).
    ///
    /// Check for data that is not JSON, such as OpenAI's `[DONE]`, before you call this.
    ///
    /// # Errors
    ///
    /// The error in the event, or one that says [why the event cannot be read](Self::unreadable_event). Its
    /// [`body`](Self::body) is the event's data.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::{FailureClass, http::ApiError};
    ///
    /// let event: serde_json::Value = ApiError::parse_event(r#"{"delta": "Paris"}"#).unwrap();
    /// assert_eq!(event["delta"], "Paris");
    /// let failed = ApiError::parse_event::<serde_json::Value>(r#"{"error": {"type": "overloaded_error"}}"#);
    /// assert_eq!(failed.unwrap_err().verdict().class(), FailureClass::Overloaded);
    /// let page = ApiError::parse_event::<serde_json::Value>("<html>").unwrap_err();
    /// assert_eq!(page.to_string(), "in the stream, the event is not what was expected: expected value at line 1 column 1");
    /// ```
    pub fn parse_event<T: DeserializeOwned>(data: &str) -> Result<T, Self> {
        if let Some(error) = Self::in_event(data) {
            return Err(error);
        }
        serde_json::from_str(data).map_err(|error| {
            let mut this = Self::unreadable_event(error);
            this.0.body = data.as_bytes()[..data.len().min(WINDOW)].to_vec();
            this
        })
    }

    /// An event of a stream that cannot be read, because it is not JSON or because the parser of events refuses it.
    ///
    /// The error is permanent ([`PermanentReason::Invalid`]). It is transient if `source` is a `serde_json::Error` that says
    /// that the JSON was cut. The text of `source` becomes the [`message`](Self::message).
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::http::ApiError;
    ///
    /// let cut = serde_json::from_str::<serde_json::Value>(r#"{"delta": "Pa"#).unwrap_err();
    /// assert!(ApiError::unreadable_event(cut).verdict().is_retryable());
    /// assert!(!ApiError::unreadable_event("a field without a name").verdict().is_retryable());
    /// ```
    pub fn unreadable_event(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        let source = source.into();
        let is_cut = source.downcast_ref::<serde_json::Error>().is_some_and(serde_json::Error::is_eof);
        let verdict =
            if is_cut { Verdict::transient() } else { Verdict::permanent(PermanentReason::Invalid) };
        let reply = Reply::without_headers(200, &[]);
        let mut this = Self::new(Origin::BadEvent, reply, verdict, &ErrorObject::default());
        this.0.status = None;
        // Not as a source: the text may repeat a key from the event, and only a message is redacted.
        this.0.message = Some(source.to_string());
        this
    }

    /// A reply that should be an event stream and is not, such as an answer in one piece or a proxy's page.
    ///
    /// If [`of_reply`](Self::of_reply) or [`in_body`](Self::in_body) finds an error in the reply, this is that error.
    /// Otherwise the error is permanent ([`PermanentReason::Invalid`]), and its line names the content type.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::http::{ApiError, Reply};
    ///
    /// let page = Reply::new(200, &[("content-type", "text/html")], b"<html>");
    /// let error = ApiError::not_an_event_stream(page);
    /// assert_eq!(error.to_string(), "200, not an event stream: the content type is `text/html`");
    /// ```
    #[must_use]
    pub fn not_an_event_stream(reply: Reply<'_>) -> Self {
        if matches!(reply.status(), 400..=599) {
            return Self::of_reply(reply);
        }
        Self::in_success(reply).unwrap_or_else(|| {
            let verdict = Verdict::permanent(PermanentReason::Invalid);
            let mut this = Self::new(Origin::NoEvents, reply, verdict, &ErrorObject::default());
            this.0.message = Some(content_type(Headers::of(reply)));
            this
        })
    }
}

fn content_type(headers: Headers<'_>) -> String {
    match headers.text("content-type") {
        Some(kind) => format!("the content type is `{kind}`"),
        None => "there is no content type".to_string(),
    }
}
