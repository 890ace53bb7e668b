//! The names of the known fields, in any case and with any separators: `retry_after`, `retryAfter`, `Retry-After`.

use super::wait_name::{self, WaitName};
use crate::http::codes;
use crate::http::moment::Unit;
use crate::http::table::Table;

/// The content of a field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Field {
    // Objects with fields of their own. Some providers write a text or a list instead.
    Error,
    Errors,
    Detail,
    Response,
    Choices,
    Groq,
    BaseResp,
    Details,
    Violations,
    Inner,
    Metadata,
    /// The status of the reply, in words.
    Meta,
    /// An object under the name of its exception, in a stream of Bedrock.
    Exception(&'static str),
    Data,
    Headers,
    /// The body of another server's reply, which a relay passes on.
    Cause,

    /// A message. Of several in one object, the heaviest counts.
    Message(u8),
    Title,
    Reason,
    Code,
    /// A code that counts less than `code`.
    SubCode,
    Kind,
    /// AWS's `__type`, which only errors have.
    AwsType,
    /// A name, which may be the name of an error.
    Name,
    /// The reason why a model's answer ends. Other lists of choices do not have it.
    FinishReason,
    /// A field that says "error" in an error event. Answers have it too, with other values.
    Marker,
    Success,
    /// Google's name for a status, or a number.
    Status,
    HttpStatus,
    OriginalStatus,
    RequestId,
    QuotaId,
    QuotaValue,
    LimitSource,
    FlaggedInput,
    Remaining,
    ResetAt,
    /// The rest of a limit, which stands next to its reset.
    Rest,
    /// A wait that the server asks for.
    Wait(Unit),
    /// The time at which a limit is full again.
    ResetIn(Unit),
}

/// Finds a field by its name.
pub(super) fn find(name: &str) -> Option<Field> {
    match name {
        "__type" => Some(Field::AwsType),
        // All known names are longer, and many others are shorter.
        _ if name.len() < 3 => None,
        _ => FIELDS.find(name).copied().or_else(|| wait(name)),
    }
}

fn wait(name: &str) -> Option<Field> {
    Some(match wait_name::find(name)? {
        WaitName::Wait(unit) => Wait(unit),
        WaitName::Reset(unit) => ResetIn(unit),
    })
}

/// Whether this is the name of an error, such as `RateLimitError` or `rate_limit_error`.
pub(super) fn is_error(name: &str) -> bool {
    let ends = |word: &str| {
        let end = name.len().checked_sub(word.len()).and_then(|at| name.get(at..));
        end.is_some_and(|end| end.eq_ignore_ascii_case(word))
    };
    ends("error") || ends("exception")
}

use Field::{
    BaseResp, Cause, Choices, Code, Data, Detail, Details, Error, Errors, Exception, FinishReason,
    FlaggedInput, Groq, Headers, HttpStatus, Inner, Kind, LimitSource, Marker, Message, Meta, Metadata, Name,
    OriginalStatus, QuotaId, QuotaValue, Reason, Remaining, RequestId, ResetAt, ResetIn, Response, Rest,
    Status, SubCode, Success, Title, Violations, Wait,
};
use Unit::{Milliseconds, Seconds};

static FIELDS: Table<Field, 256> = Table::new(&[
    ("error", Error),
    ("err", Error),
    // Apigee.
    ("fault", Error),
    ("faultstring", Message(4)),
    ("errors", Errors),
    // FastAPI: a text, a list, or an object.
    ("detail", Detail),
    // OpenAI's event `response.failed`; Tencent.
    ("response", Response),
    // OpenRouter: an error instead of an answer.
    ("choices", Choices),
    // Groq: the error of a stream that broke.
    ("x_groq", Groq),
    ("finish_reason", FinishReason),
    // MiniMax.
    ("base_resp", BaseResp),
    // Anthropic's object, or Google's array.
    ("details", Details),
    ("violations", Violations),
    // Azure.
    ("innererror", Inner),
    // GraphQL.
    ("extensions", Inner),
    // OpenRouter, and the headers of the provider behind it.
    ("metadata", Metadata),
    ("extra", Metadata),
    ("rate_limit", Metadata),
    // Foursquare.
    ("meta", Meta),
    // JSON-RPC.
    ("data", Data),
    // Telegram.
    ("parameters", Metadata),
    ("headers", Headers),
    ("response_headers", Headers),
    ("raw", Cause),
    ("raw_error", Cause),
    ("raw_response", Cause),
    ("original_error", Cause),
    ("upstream_error", Cause),
    ("upstream_response", Cause),
    ("upstream", Cause),
    ("provider_response", Cause),
    ("response_body", Cause),
    ("provider_error", Cause),
    ("cause", Cause),
    ("body", Cause),
    ("message", Message(5)),
    ("error_message", Message(4)),
    ("error_msg", Message(4)),
    ("errmsg", Message(4)),
    ("msg", Message(4)),
    ("status_msg", Message(4)),
    ("description", Message(3)),
    ("error_description", Message(3)),
    ("error_detail", Message(3)),
    ("developer_message", Message(3)),
    ("title", Title),
    ("reason", Reason),
    ("code", Code),
    ("error_code", SubCode),
    ("errcode", SubCode),
    ("type", Kind),
    ("error_type", Kind),
    // ElevenLabs.
    ("message_type", Kind),
    // JavaScript.
    ("name", Name),
    ("object", Marker),
    ("event", Marker),
    ("event_type", Marker),
    ("success", Success),
    ("status", Status),
    ("status_code", HttpStatus),
    ("http_status", HttpStatus),
    ("http_status_code", HttpStatus),
    ("http_code", HttpStatus),
    // Bedrock: the events of a stream that failed.
    ("internalServerException", Exception("InternalServerException")),
    ("modelStreamErrorException", Exception(codes::MODEL_STREAM_ERROR)),
    ("modelTimeoutException", Exception("ModelTimeoutException")),
    ("serviceUnavailableException", Exception("ServiceUnavailableException")),
    ("throttlingException", Exception("ThrottlingException")),
    ("validationException", Exception("ValidationException")),
    // Bedrock: the status of the model's own reply.
    ("originalStatusCode", OriginalStatus),
    // Anthropic. Other providers send it as a header alone.
    ("request_id", RequestId),
    // Google's `QuotaFailure` and `ErrorInfo`.
    ("quotaId", QuotaId),
    ("quota_limit", QuotaId),
    ("quotaValue", QuotaValue),
    ("quota_limit_value", QuotaValue),
    // OpenRouter.
    ("limit_source", LimitSource),
    ("flagged_input", FlaggedInput),
    ("x-ratelimit-remaining", Remaining),
    ("x-ratelimit-reset", ResetAt),
    ("remaining", Rest),
    ("remaining_requests", Rest),
    ("requests_remaining", Rest),
    ("remaining_tokens", Rest),
    ("tokens_remaining", Rest),
    // Waits whose names have no word of waiting: Hugging Face's until a model is loaded, and one of a limiter for Node.
    ("estimated_time", Wait(Seconds)),
    ("ms_before_next", Wait(Milliseconds)),
]);
