//! The names of the fields that count, in any case and with any separators: `retry_after`, `retryAfter`, `Retry-After`.

use crate::http::moment::Unit;
use crate::http::table::Table;

/// The content of a field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Field {
    // Objects that hold more fields. Some providers write a text or a list instead.
    Error,
    Errors,
    Detail,
    Response,
    Choices,
    BaseResp,
    Details,
    Violations,
    Inner,
    Metadata,
    Data,
    Headers,
    /// The body of another server, which a relay passes on.
    Cause,

    /// A message. Of several in one object the heaviest counts.
    Message(u8),
    Title,
    Reason,
    Code,
    /// A code that yields to `code`.
    SubCode,
    Kind,
    /// AWS's `__type`, which only an error has.
    AwsType,
    /// A field that says "error" in an event, and something harmless in an answer.
    Marker,
    Success,
    /// Google's name of a status, or a number.
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
    /// A wait that the server asks for.
    Wait(Unit),
    /// When a limit is full again.
    ResetIn(Unit),
}

/// Finds a field by its name.
pub(super) fn find(name: &str) -> Option<Field> {
    match name {
        "__type" => Some(Field::AwsType),
        // No field is shorter, and many of other objects are.
        _ if name.len() < 3 => None,
        _ => FIELDS.find(name).copied(),
    }
}

use Field::{
    BaseResp, Cause, Choices, Code, Data, Detail, Details, Error, Errors, FlaggedInput, Headers, HttpStatus,
    Inner, Kind, LimitSource, Marker, Message, Metadata, OriginalStatus, QuotaId, QuotaValue, Reason,
    Remaining, RequestId, ResetAt, ResetIn, Response, Status, SubCode, Success, Title, Violations, Wait,
};
use Unit::{Milliseconds, Minutes, Seconds};

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
    // OpenRouter: an error in place of an answer.
    ("choices", Choices),
    // MiniMax.
    ("base_resp", BaseResp),
    // Anthropic's object, or Google's array.
    ("details", Details),
    ("violations", Violations),
    // Azure.
    ("innererror", Inner),
    // OpenRouter, and the headers of the provider behind it.
    ("metadata", Metadata),
    // JSON-RPC.
    ("data", Data),
    // Telegram.
    ("parameters", Metadata),
    ("headers", Headers),
    ("raw", Cause),
    ("raw_error", Cause),
    ("raw_response", Cause),
    ("original_error", Cause),
    ("upstream_error", Cause),
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
    ("title", Title),
    ("reason", Reason),
    ("code", Code),
    ("error_code", SubCode),
    ("errcode", SubCode),
    ("type", Kind),
    ("error_type", Kind),
    ("object", Marker),
    ("event", Marker),
    ("event_type", Marker),
    ("success", Success),
    ("status", Status),
    ("status_code", HttpStatus),
    ("http_status", HttpStatus),
    ("http_status_code", HttpStatus),
    ("http_code", HttpStatus),
    // Bedrock: the status that it had from the model behind it.
    ("originalStatusCode", OriginalStatus),
    // Anthropic writes it into the body too; elsewhere it is a header.
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
    // Google's `RetryInfo`, and waits of whoever names one.
    ("retryDelay", Wait(Seconds)),
    ("retry_delay_ms", Wait(Milliseconds)),
    ("retry_delay_seconds", Wait(Seconds)),
    ("retry_after", Wait(Seconds)),
    ("retry_after_s", Wait(Seconds)),
    ("retry_after_sec", Wait(Seconds)),
    ("retry_after_secs", Wait(Seconds)),
    ("retry_after_seconds", Wait(Seconds)),
    ("retry_after_ms", Wait(Milliseconds)),
    ("retry_after_millis", Wait(Milliseconds)),
    ("retry_after_milliseconds", Wait(Milliseconds)),
    ("retry_after_minutes", Wait(Minutes)),
    ("retry_in", Wait(Seconds)),
    ("retry_in_seconds", Wait(Seconds)),
    ("retry_in_ms", Wait(Milliseconds)),
    ("retry_at", Wait(Seconds)),
    ("wait_seconds", Wait(Seconds)),
    ("wait_time", Wait(Seconds)),
    ("wait_time_seconds", Wait(Seconds)),
    ("wait_ms", Wait(Milliseconds)),
    ("backoff_seconds", Wait(Seconds)),
    ("cooldown_seconds", Wait(Seconds)),
    // Hugging Face: until a model is loaded.
    ("estimated_time", Wait(Seconds)),
    // Codex, and Google's `ErrorInfo`.
    ("resets_in_seconds", ResetIn(Seconds)),
    ("resets_in", ResetIn(Seconds)),
    ("resets_in_ms", ResetIn(Milliseconds)),
    ("resets_in_minutes", ResetIn(Minutes)),
    ("resets_at", ResetIn(Seconds)),
    ("reset_in", ResetIn(Seconds)),
    ("reset_in_seconds", ResetIn(Seconds)),
    ("reset_at", ResetIn(Seconds)),
    ("reset_after", ResetIn(Seconds)),
    ("reset_after_seconds", ResetIn(Seconds)),
    ("reset_time", ResetIn(Seconds)),
    ("quotaResetDelay", ResetIn(Seconds)),
    ("quotaResetTimeStamp", ResetIn(Seconds)),
]);
