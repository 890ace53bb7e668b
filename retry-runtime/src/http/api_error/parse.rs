//! Parses an answer, or finds out why there is none.

use std::string::ToString as _;

use serde_core::de::DeserializeOwned;

use super::{ApiError, Origin, Reply};
use crate::http::body::ErrorObject;
use crate::http::headers::Headers;
use crate::verdict::{PermanentReason, Verdict};

impl ApiError {
    /// Parses the JSON answer in the body of a success, unless the body [holds an error](Self::in_body).
    ///
    /// # Errors
    ///
    /// - The error in the body, or for a status from 400 on, the [error of the reply](Self::of_reply).
    /// - A permanent error ([`PermanentReason::Invalid`]), if the JSON does not fit `T`, or if the reply is meant to be empty: a
    ///   204, a redirect that was not followed, a `Content-Length` of 0.
    /// - A transient error, if the body ends before the JSON does.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::{PermanentReason, http::{ApiError, Reply}};
    ///
    /// let parse = |status, body| ApiError::parse::<serde_json::Value>(Reply::without_headers(status, body));
    ///
    /// let body = br#"{"choices": []}"#;
    /// let answer = parse(200, body).unwrap();
    /// assert_eq!(answer["choices"], serde_json::json!([]));
    /// let not_a_number = ApiError::parse::<u32>(Reply::without_headers(200, body)).unwrap_err();
    /// assert_eq!(not_a_number.reason(), Some(PermanentReason::Invalid));
    /// let cut = parse(200, &body[..9]).unwrap_err();
    /// assert!(cut.verdict().is_retryable());
    /// let empty = parse(204, b"").unwrap_err();
    /// assert_eq!(empty.to_string(), "204, the JSON is not what was expected: the body is empty");
    /// ```
    pub fn parse<T: DeserializeOwned>(reply: Reply<'_>) -> Result<T, Self> {
        let (status, body) = (reply.status(), reply.body());
        if matches!(status, 400..=599) {
            return Err(Self::of_reply(reply));
        }
        if let Some(error) = Self::in_success(reply) {
            return Err(error);
        }
        serde_json::from_slice(body).map_err(|error| {
            let is_empty = body.is_empty() && promises_nothing(status, Headers::of(reply));
            let is_cut = error.is_eof() && !is_empty;
            let verdict =
                if is_cut { Verdict::transient() } else { Verdict::permanent(PermanentReason::Invalid) };
            let mut this = Self::new(Origin::Json, reply, verdict, &ErrorObject::default());
            let message = if is_empty { "the body is empty".to_string() } else { error.to_string() };
            this.0.message = Some(message);
            this
        })
    }
}

/// Whether the server meant to send an empty body, so that no answer was cut.
fn promises_nothing(status: u16, headers: Headers<'_>) -> bool {
    !matches!(status, 200..=299)
        || matches!(status, 204 | 205)
        || headers.text("content-length").is_some_and(|length| length.parse() == Ok(0_u64))
}
