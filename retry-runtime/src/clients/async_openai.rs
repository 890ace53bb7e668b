use std::string::ToString as _;

use ::async_openai::error::{ApiErrorResponse, OpenAIError, StreamError};
use serde_json::json;

use super::answer;
use crate::errors::chain;
use crate::http::{self, Reply};
use crate::verdict::Retryable;
use crate::verdict::{PermanentReason, Verdict};

/// Judged by the status and the error object of the reply. The headers are lost, so a wait is seen only if the message
/// asks for it.
///
/// `JSONDeserialize` has lost the status too. It holds the body of an answer, the body of a failure that is not in
/// OpenAI's form, or an event of a stream. An error in it is judged, JSON that was cut is transient, and everything else
/// is permanent.
#[diagnostic::do_not_recommend]
#[cfg(feature = "async-openai-043")]
impl Retryable for OpenAIError {
    fn verdict(&self) -> Verdict {
        match self {
            Self::Reqwest(error) => error.verdict(),
            Self::ApiError(reply) => of_reply(reply),
            Self::JSONDeserialize(_, body) => answer::verdict(200, body.as_bytes()),
            Self::StreamError(error) => of_stream(error),
            Self::Boxed(error) => chain::verdict(&**error),
            Self::InvalidArgument(_) => Verdict::permanent(PermanentReason::Invalid).not_sent(),
            _ => Verdict::permanent(PermanentReason::Invalid),
        }
    }
}

fn of_reply(reply: &ApiErrorResponse) -> Verdict {
    let status = reply.status_code.as_u16();
    let error = &reply.api_error;
    // The error of a server (5xx) arrives as it was written.
    if status >= 500 && error.r#type.is_none() && error.code.is_none() {
        return http::verdict(Reply::without_headers(status, error.message.as_bytes()));
    }
    let body = json!({ "error": { "message": error.message, "type": error.r#type, "code": error.code } });
    http::verdict(Reply::without_headers(status, body.to_string().as_bytes()))
}

fn of_stream(error: &StreamError) -> Verdict {
    match error {
        StreamError::UnknownEvent(event) => answer::verdict(200, event.data.as_bytes()),
        // Only the text of the connection's error is left.
        StreamError::EventStream(text) if text.starts_with("Transport error") => Verdict::transient(),
        StreamError::EventStream(_) => Verdict::permanent(PermanentReason::Invalid),
    }
}
