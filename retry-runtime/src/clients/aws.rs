//! All AWS services, which share the error type and the reply in it.

use std::error::Error;
use std::string::{String, ToString as _};
use std::vec::Vec;

use ::aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use ::aws_smithy_runtime_api::client::result::{ConnectorError, SdkError};
use ::aws_smithy_types::error::metadata::ProvideErrorMetadata;
use ::aws_smithy_types::event_stream::RawMessage;
use ::aws_smithy_types::retry::{ErrorKind, ProvideErrorKind};
use ::aws_smithy_types::str_bytes::StrBytes;
use serde_json::{Map, Value};

use super::answer;
use crate::errors::chain;
use crate::http::{self, Reply};
use crate::verdict::Retryable;
use crate::verdict::{FailureClass, PermanentReason, Verdict};

/// Judged by the service's model of the error, then by the reply: its status, headers, code, and message. A failure that
/// the reply proves permanent is permanent, such as Bedrock's "too many tokens per day".
#[diagnostic::do_not_recommend]
#[cfg(feature = "aws")]
impl<E: ProvideErrorKind + ProvideErrorMetadata + Error + 'static> Retryable for SdkError<E, HttpResponse> {
    fn verdict(&self) -> Verdict {
        match self {
            // A reply that cannot be parsed is also an error of the service, without a kind and a code.
            Self::ServiceError(context) if context.raw().status().is_success() => {
                of_answer(context.raw(), chain::below(self))
            }
            Self::ServiceError(context) => {
                let error = context.err();
                modeled(
                    error.retryable_error_kind(),
                    of_reply(context.raw(), ProvideErrorMetadata::code(error)),
                )
            }
            Self::ResponseError(context) if context.raw().status().is_success() => {
                of_answer(context.raw(), chain::below(self))
            }
            Self::ResponseError(context) => of_reply(context.raw(), None),
            other => of_no_reply(other),
        }
    }
}

/// An error event of a stream, or a stream that broke off.
#[diagnostic::do_not_recommend]
#[cfg(feature = "aws")]
impl<E: ProvideErrorKind + ProvideErrorMetadata + Error + 'static> Retryable for SdkError<E, RawMessage> {
    fn verdict(&self) -> Verdict {
        match self {
            Self::ServiceError(context) => {
                modeled(context.err().retryable_error_kind(), of_event(context.raw()))
            }
            Self::ResponseError(context) => match context.raw() {
                // A frame that was cut, or whose checksum is wrong.
                RawMessage::Invalid(_) => Verdict::transient(),
                _ => Verdict::permanent(PermanentReason::Invalid),
            },
            other => of_no_reply(other),
        }
    }
}

/// If the connection could not be made, the request was surely not sent.
#[diagnostic::do_not_recommend]
#[cfg(feature = "aws")]
impl Retryable for ConnectorError {
    fn verdict(&self) -> Verdict {
        let below = chain::below(self);
        let sent = below.is_none_or(|verdict| verdict.may_have_been_sent());
        let verdict = match self.as_other() {
            Some(kind) => Verdict::of(class(kind)),
            None if self.is_timeout() => Verdict::timed_out(),
            None if self.is_user() => Verdict::permanent(PermanentReason::Invalid),
            None if self.is_io() => below.unwrap_or(Verdict::transient()),
            None => below.unwrap_or(Verdict::permanent(PermanentReason::Invalid)),
        };
        if sent { verdict } else { verdict.not_sent() }
    }
}

fn of_no_reply<E, R>(error: &SdkError<E, R>) -> Verdict {
    match error {
        SdkError::TimeoutError(_) => Verdict::timed_out(),
        SdkError::DispatchFailure(failure) => {
            failure.as_connector_error().map_or(Verdict::transient(), Retryable::verdict)
        }
        _ => Verdict::permanent(PermanentReason::Invalid).not_sent(),
    }
}

/// An error with a kind is modeled as worth another attempt, whatever its status. No kind says the opposite.
fn modeled(kind: Option<ErrorKind>, reply: Verdict) -> Verdict {
    let Some(kind) = kind.filter(|_| !reply.is_proven()) else { return reply };
    let verdict = Verdict::of(class(kind));
    let verdict = if reply.may_have_run() { verdict } else { verdict.did_not_run() };
    reply.hint().map_or(verdict, |wait| verdict.with_hint(wait))
}

const fn class(kind: ErrorKind) -> FailureClass {
    match kind {
        ErrorKind::ThrottlingError => FailureClass::Throttled,
        _ => FailureClass::Transient,
    }
}

fn of_reply(reply: &HttpResponse, code: Option<&str>) -> Verdict {
    // Some services write the code only into the body, and some of them write XML. The first header with a name counts.
    let code = code.map(|code| ("x-amzn-errortype", code));
    let headers: Vec<_> = reply.headers().iter().chain(code).collect();
    http::verdict(Reply::new(reply.status().as_u16(), &headers, reply.body().bytes().unwrap_or_default()))
}

/// The verdict on a success whose body was cut or not understood.
fn of_answer(reply: &HttpResponse, below: Option<Verdict>) -> Verdict {
    let Some(body) = reply.body().bytes() else { return below.unwrap_or(Verdict::transient()) };
    answer::verdict(reply.status().as_u16(), body)
}

/// An exception in a stream has its name in a separate header. The rest is the same as in a reply.
fn of_event(event: &RawMessage) -> Verdict {
    let RawMessage::Decoded(message) = event else { return Verdict::transient() };
    let names = message.headers().iter().filter(|header| header.name().as_str() == ":exception-type");
    let name = names.filter_map(|header| header.value().as_string().ok()).map(StrBytes::as_str).next();
    let mut body: Map<String, Value> = serde_json::from_slice(message.payload()).unwrap_or_default();
    body.insert("__type".to_string(), name.into());
    http::verdict(Reply::without_headers(200, Value::Object(body).to_string().as_bytes()))
}
