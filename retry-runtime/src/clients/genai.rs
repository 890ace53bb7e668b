use std::string::ToString as _;

use ::genai::Error;
use ::genai::webc::{Error as WebError, StreamTimeout};
use serde_json::{Value, json};

use super::answer;
use crate::errors::chain;
use crate::http::{self, ApiError, Reply};
use crate::verdict::Retryable;
use crate::verdict::{PermanentReason, Verdict};

/// Judged by the whole reply: status, headers, and body.
///
/// A stream is returned before the status is known. Its failure arrives as an item, [`Error::WebStream`], which is judged
/// by the error inside it. Only the text is left of a 200 that is not an answer, unless `with_capture_raw_body(true)`
/// keeps the body.
#[diagnostic::do_not_recommend]
#[cfg(feature = "genai-07")]
impl Retryable for Error {
    fn verdict(&self) -> Verdict {
        match self {
            Self::HttpError { status, body, headers, .. } => {
                http::verdict(Reply::new(status.as_u16(), headers.as_ref(), body.as_bytes()))
            }
            Self::WebModelCall { webc_error, .. } | Self::WebAdapterCall { webc_error, .. } => {
                webc_error.verdict()
            }
            Self::ChatResponse { body, .. } => of_event(body),
            Self::WebStream { error, .. } => match error.downcast_ref::<StreamTimeout>() {
                Some(_) => Verdict::timed_out(),
                None => chain::verdict(&**error),
            },
            // The end of a stream that was cut inside an event.
            Self::StreamParse { serde_error, .. } if serde_error.is_eof() => Verdict::transient(),
            Self::ChatResponseGeneration { response_body, .. } => {
                answer::verdict(200, response_body.to_string().as_bytes())
            }
            Self::RequiresApiKey { .. } | Self::NoAuthResolver { .. } | Self::NoAuthData { .. } => {
                Verdict::permanent(PermanentReason::Auth).not_sent()
            }
            _ => Verdict::permanent(PermanentReason::Invalid),
        }
    }
}

/// Judged like `genai::Error`, which contains it.
#[diagnostic::do_not_recommend]
#[cfg(feature = "genai-07")]
impl Retryable for WebError {
    fn verdict(&self) -> Verdict {
        match self {
            Self::ResponseFailedStatus { status, body, headers } => {
                http::verdict(Reply::new(status.as_u16(), headers.as_ref(), body.as_bytes()))
            }
            Self::Reqwest(error) => error.verdict(),
            Self::ResponseFailedNotJson { body, .. } | Self::ResponseFailedInvalidJson { body, .. } => {
                answer::verdict(200, body.as_bytes())
            }
            Self::JsonValueExt(_) => Verdict::permanent(PermanentReason::Invalid),
        }
    }
}

/// The verdict on an error event. For some providers, genai passes on only the error object.
fn of_event(event: &Value) -> Verdict {
    let whole = ApiError::in_event(&event.to_string());
    let object = || answer::verdict(200, json!({ "error": event }).to_string().as_bytes());
    whole.map_or_else(object, |error| error.verdict())
}
