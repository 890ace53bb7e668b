use axum::http::StatusCode;
use serde_json::{Value, json};

pub(crate) fn answer(text: &str) -> Value {
    json!({
        "output": { "message": { "role": "assistant", "content": [{ "text": text }] } },
        "stopReason": "end_turn",
        "usage": { "inputTokens": 9, "outputTokens": 3, "totalTokens": 12 },
        "metrics": { "latencyMs": 20 },
    })
}

/// The service's body for this status, unless the script has another.
pub(crate) fn error(status: StatusCode) -> Value {
    let (kind, message) = match status.as_u16() {
        403 => ("AccessDeniedException", "You don't have access to the model with the specified model ID."),
        404 => ("ResourceNotFoundException", "Could not resolve the foundation model."),
        408 => ("ModelTimeoutException", "The model took too long."),
        424 => ("ModelErrorException", "The model had an error."),
        429 => ("ThrottlingException", "Too many requests, please wait before trying again."),
        503 => ("ServiceUnavailableException", "Bedrock is unable to process your request."),
        400..=499 => ("ValidationException", "The request is not valid."),
        _ => ("InternalServerException", "The system encountered an unexpected error."),
    };
    json!({ "__type": kind, "message": message })
}
