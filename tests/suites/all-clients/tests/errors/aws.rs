//! `SdkError`, as Bedrock's client makes it of replies.

use std::time::Duration;

use aws_sdk_bedrockruntime::operation::converse::ConverseError;
use aws_sdk_bedrockruntime::types::error::{
    ConverseStreamOutputError, ModelNotReadyException, ThrottlingException,
};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::{ConnectorError, SdkError};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::error::ErrorMetadata;
use aws_smithy_types::event_stream::{Header, HeaderValue, Message, RawMessage};
use aws_smithy_types::retry::ErrorKind;
use retry_attr::{PermanentReason, Retryable, Verdict};

const INVALID: Verdict = Verdict::permanent(PermanentReason::Invalid);
const QUOTA: Verdict = Verdict::permanent(PermanentReason::Quota);

fn reply(status: u16, headers: &[(&'static str, &'static str)], body: &str) -> HttpResponse {
    let mut reply = HttpResponse::new(status.try_into().expect("a status"), SdkBody::from(body));
    for (name, value) in headers {
        reply.headers_mut().insert(*name, *value);
    }
    reply
}

fn unmodeled(code: &str) -> ConverseError {
    ConverseError::generic(ErrorMetadata::builder().code(code).build())
}

/// The code where Bedrock writes it.
fn refused(status: u16, code: &'static str, message: &str) -> Verdict {
    let body = format!(r#"{{"message": "{message}"}}"#);
    SdkError::service_error(unmodeled(code), reply(status, &[("x-amzn-errortype", code)], &body)).verdict()
}

#[test]
fn status_and_code_decide_where_the_model_says_nothing() {
    assert_eq!(refused(429, "ThrottlingException", "Too many requests"), Verdict::throttled().did_not_run());
    assert_eq!(
        refused(429, "ThrottlingException", "Too many tokens per day, please wait"),
        QUOTA.did_not_run()
    );
    assert_eq!(refused(408, "ModelTimeoutException", "took too long"), Verdict::timed_out());
    assert_eq!(refused(424, "ModelStreamErrorException", "Retry your request"), Verdict::transient());
    assert_eq!(refused(424, "FailedDependency", "yours"), INVALID);
    assert_eq!(refused(503, "ServiceUnavailableException", ""), Verdict::transient());
    assert_eq!(refused(529, "", "Overloaded"), Verdict::overloaded().did_not_run());
    assert_eq!(refused(400, "ValidationException", "no"), INVALID);
    assert_eq!(refused(400, "ServiceQuotaExceededException", "You can resubmit later"), QUOTA);
    assert_eq!(refused(403, "AccessDeniedException", "no"), Verdict::permanent(PermanentReason::Auth));
}

/// Textract, Comprehend, and Translate throttle with a 400, and DynamoDB with its own type.
#[test]
fn a_type_of_throttling_decides_over_a_400() {
    for code in [
        "Throttling",
        "ThrottlingException",
        "ThrottledException",
        "RequestThrottledException",
        "TooManyRequestsException",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "LimitExceededException",
    ] {
        assert_eq!(refused(400, code, "Rate exceeded"), Verdict::throttled(), "{code}");
    }
    assert_eq!(refused(400, "ThrottlingException", "Too many tokens per day, please wait"), QUOTA);
    assert_eq!(refused(400, "ThrottlingBurstNeverHeardOf", "Rate exceeded"), INVALID);
}

/// Bedrock models it as retryable, and not as throttling.
#[test]
fn the_services_model_goes_first_but_not_before_a_proof() {
    let error = || ConverseError::ModelNotReadyException(ModelNotReadyException::builder().build());
    let hint = [("x-amz-retry-after", "1500")];
    let ready_soon = SdkError::service_error(error(), reply(429, &hint, "{}"));
    let soon = Verdict::transient().with_hint(Duration::from_millis(1500));
    assert_eq!(
        ready_soon.verdict(),
        soon.did_not_run(),
        "a 429 refuses, whatever the model of the error says"
    );
    let unusual = SdkError::service_error(error(), reply(400, &[], "{}"));
    assert_eq!(unusual.verdict(), Verdict::transient(), "whatever the status");
    let spent = reply(429, &[], r#"{"message": "Too many tokens per day"}"#);
    assert_eq!(SdkError::service_error(error(), spent).verdict(), QUOTA.did_not_run());
    let throttled = ConverseError::ThrottlingException(ThrottlingException::builder().build());
    let throttled = SdkError::service_error(throttled, reply(429, &[], "{}"));
    assert_eq!(throttled.verdict(), Verdict::throttled().did_not_run());
}

#[test]
fn a_code_that_only_the_error_knows_counts() {
    let broken = SdkError::service_error(unmodeled("ModelStreamErrorException"), reply(424, &[], "<xml/>"));
    assert_eq!(broken.verdict(), Verdict::transient());
}

#[test]
fn a_reply_that_is_not_understood_is_judged_by_what_it_holds() {
    let broken = |status, body: &str| {
        SdkError::<ConverseError, _>::response_error("unreadable", reply(status, &[], body)).verdict()
    };
    assert_eq!(broken(200, r#"{"output": {"mess"#), Verdict::transient());
    assert_eq!(broken(200, r#"{"output": []}"#), INVALID);
    assert_eq!(broken(200, "<html>"), INVALID);
    // The error of an operation's parser.
    let unparsed = ConverseError::unhandled("unexpected end");
    let unparsed = SdkError::service_error(unparsed, reply(200, &[], r#"{"output": {"mess"#));
    assert_eq!(unparsed.verdict(), Verdict::transient());
    assert_eq!(broken(503, "<html>"), Verdict::transient());
    let hinted = reply(429, &[("retry-after", "7")], "<html>");
    let verdict = SdkError::<ConverseError, _>::response_error("unreadable", hinted).verdict();
    assert_eq!(verdict, Verdict::throttled().with_hint(Duration::from_secs(7)).did_not_run());
}

#[test]
fn without_a_reply_the_connector_error_decides() {
    type Error = SdkError<ConverseError, HttpResponse>;
    let connector = |error| Error::dispatch_failure(error).verdict();
    assert_eq!(Error::timeout_error("late").verdict(), Verdict::timed_out());
    assert_eq!(Error::construction_failure("no region").verdict(), INVALID.not_sent());
    assert_eq!(connector(ConnectorError::timeout("late".into())), Verdict::timed_out());
    assert_eq!(connector(ConnectorError::user("no URL".into())), INVALID);
    let gone = std::io::Error::from(std::io::ErrorKind::ConnectionReset);
    assert_eq!(connector(ConnectorError::user(gone.into())), INVALID, "whatever is below");
    assert_eq!(connector(ConnectorError::io("gone".into())), Verdict::transient());
    let refused = std::io::Error::from(std::io::ErrorKind::ConnectionRefused);
    assert_eq!(connector(ConnectorError::io(refused.into())), Verdict::transient().not_sent());
    let refused = std::io::Error::from(std::io::ErrorKind::ConnectionRefused);
    let late = connector(ConnectorError::timeout(refused.into()));
    assert_eq!(late, Verdict::timed_out().not_sent(), "the connector knows what, and the source when");
    let kind = |kind| connector(ConnectorError::other("".into(), kind));
    assert_eq!(kind(Some(ErrorKind::TransientError)), Verdict::transient());
    assert_eq!(kind(Some(ErrorKind::ThrottlingError)), Verdict::throttled());
    assert_eq!(kind(None), INVALID);
}

fn event(name: &'static str, payload: &'static str) -> Verdict {
    let name = Header::new(":exception-type", HeaderValue::String(name.into()));
    let message = Message::new(payload.as_bytes()).add_header(name);
    let error = ConverseStreamOutputError::generic(ErrorMetadata::builder().build());
    SdkError::service_error(error, RawMessage::Decoded(message)).verdict()
}

#[test]
fn an_event_of_a_stream_is_judged_by_its_name() {
    assert_eq!(event("throttlingException", r#"{"message": "Too many"}"#), Verdict::throttled());
    assert_eq!(event("throttlingException", r#"{"message": "Too many tokens per day"}"#), QUOTA);
    let status = r#"{"message": "", "originalStatusCode": 500}"#;
    assert_eq!(event("modelStreamErrorException", status), Verdict::transient());
    assert_eq!(event("validationException", "no JSON"), INVALID);
    assert_eq!(event("unheardOfException", "{}"), Verdict::permanent(PermanentReason::Unrecognized));
}

#[test]
fn a_stream_that_breaks_off_is_transient() {
    type Error = SdkError<ConverseStreamOutputError, RawMessage>;
    let cut = Error::response_error("eof", RawMessage::invalid(None));
    assert_eq!(cut.verdict(), Verdict::transient());
    let strange = Error::response_error("unknown", RawMessage::Decoded(Message::new("")));
    assert_eq!(strange.verdict(), INVALID);
    let gone = Error::dispatch_failure(ConnectorError::io("gone".into()));
    assert_eq!(gone.verdict(), Verdict::transient());
}

/// `E` could be any service's: a box can be asked only for the transport.
#[test]
fn in_an_error_of_any_type_only_the_connector_is_known() {
    type Error = SdkError<ConverseError, HttpResponse>;
    let refused = std::io::Error::from(std::io::ErrorKind::ConnectionRefused);
    let error = anyhow::Error::new(Error::dispatch_failure(ConnectorError::io(refused.into())));
    assert_eq!(error.verdict(), Verdict::transient().not_sent());
    let throttled = Error::service_error(unmodeled("ThrottlingException"), reply(429, &[], "{}"));
    let error = anyhow::Error::new(throttled);
    assert_eq!(error.verdict(), Verdict::permanent(PermanentReason::Unrecognized));
    // The docs' way out.
    let named = |e: &anyhow::Error| e.downcast_ref::<Error>().map_or_else(|| e.verdict(), Retryable::verdict);
    assert_eq!(named(&error), Verdict::throttled().did_not_run());
}
