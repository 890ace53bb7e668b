use axum::http::StatusCode;
use serde_json::{Value, json};

pub(crate) fn answer(text: &str) -> Value {
    json!({
        "candidates": [{ "content": { "role": "model", "parts": [{ "text": text }] }, "finishReason": "STOP" }],
        "usageMetadata": { "promptTokenCount": 9, "candidatesTokenCount": 3, "totalTokenCount": 12 },
        "modelVersion": "scripted",
    })
}

/// The service's body for this status, unless the script has another.
pub(crate) fn error(status: StatusCode) -> Value {
    let (name, message) = match status.as_u16() {
        401 => ("UNAUTHENTICATED", "Request had invalid authentication credentials."),
        403 => ("PERMISSION_DENIED", "Permission denied on the model."),
        404 => ("NOT_FOUND", "The model was not found."),
        409 => ("ABORTED", "The operation was aborted."),
        429 => ("RESOURCE_EXHAUSTED", "Resource exhausted, please try again later."),
        503 => ("UNAVAILABLE", "The service is currently unavailable."),
        504 => ("DEADLINE_EXCEEDED", "Deadline expired before the operation could complete."),
        400..=499 => ("INVALID_ARGUMENT", "The request is not valid."),
        _ => ("INTERNAL", "An internal error has occurred."),
    };
    json!({ "error": { "code": status.as_u16(), "message": message, "status": name } })
}
