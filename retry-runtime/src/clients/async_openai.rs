use std::string::ToString as _;

use ::async_openai::error::{ApiErrorResponse, OpenAIError, StreamError};
use serde_json::json;

use super::answer;
use crate::errors::chain;
use crate::http::{self, Reply};
use crate::verdict::Retryable;
use crate::verdict::{PermanentReason, Verdict};

/// By the status and the error object of the reply; the headers are lost, so that a wait is seen only where the message
/// asks for it.
///
/// `JSONDeserialize` has lost the status too, and holds the body of an answer, of a failure that is not in OpenAI's form,
/// or an event of a stream: an error in it is judged, JSON that was cut is transient, and all else is permanent.
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
    // A server's error comes as it was written.
    if status >= 500 && error.r#type.is_none() && error.code.is_none() {
        return http::verdict(Reply::without_headers(status, error.message.as_bytes()));
    }
    let body = json!({ "error": { "message": error.message, "type": error.r#type, "code": error.code } });
    http::verdict(Reply::without_headers(status, body.to_string().as_bytes()))
}

fn of_stream(error: &StreamError) -> Verdict {
    match error {
        StreamError::UnknownEvent(event) => answer::verdict(200, event.data.as_bytes()),
        // A text is all that is left of the connection's error.
        StreamError::EventStream(text) if text.starts_with("Transport error") => Verdict::transient(),
        StreamError::EventStream(_) => Verdict::permanent(PermanentReason::Invalid),
    }
}
