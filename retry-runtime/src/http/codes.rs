//! The providers' codes: what each would be as a status, and what it proves.

use crate::verdict::{FailureClass, PermanentReason};

/// What a code says.
pub(super) struct Code {
    name: &'static str,
    /// The status that a reply with this code has, or would have had if it had not begun with 200.
    pub(super) status: u16,
    /// What the status does not say: a proof that the same request fails again, or overload.
    pub(super) class: Option<FailureClass>,
}

const QUOTA: Option<FailureClass> = Some(FailureClass::Permanent(PermanentReason::Quota));
const TOO_LONG: Option<FailureClass> = Some(FailureClass::Permanent(PermanentReason::TooLong));
const REFUSED: Option<FailureClass> = Some(FailureClass::Permanent(PermanentReason::Refused));
const AUTH: Option<FailureClass> = Some(FailureClass::Permanent(PermanentReason::Auth));
const INVALID: Option<FailureClass> = Some(FailureClass::Permanent(PermanentReason::Invalid));
const OVERLOADED: Option<FailureClass> = Some(FailureClass::Overloaded);

const fn code(name: &'static str, status: u16, class: Option<FailureClass>) -> Code {
    Code { name, status, class }
}

/// Without regard to case: Bedrock writes the same names large in replies and small in streams.
static CODES: &[Code] = &[
    // OpenAI: platform.openai.com/docs/guides/error-codes; the quota's codes come under the type `insufficient_quota`.
    code("insufficient_quota", 429, QUOTA),
    code("credit_balance_exhausted", 429, QUOTA),
    code("organization_spend_limit_exceeded", 429, QUOTA),
    code("project_spend_limit_exceeded", 429, QUOTA),
    code("organization_usage_limit_exceeded", 429, QUOTA),
    code("billing_hard_limit_reached", 429, QUOTA),
    code("context_length_exceeded", 400, TOO_LONG),
    code("string_above_max_length", 400, TOO_LONG),
    code("invalid_prompt", 400, REFUSED),
    code("content_policy_violation", 400, REFUSED),
    code("content_filter", 400, REFUSED),
    code("cyber_policy", 400, REFUSED),
    code("bio_policy", 400, REFUSED),
    code("invalid_api_key", 401, AUTH),
    code("model_not_found", 404, INVALID),
    code("rate_limit_exceeded", 429, None),
    code("slow_down", 429, None),
    code("requests", 429, None),
    code("tokens", 429, None),
    code("server_error", 500, None),
    code("service_unavailable_error", 503, OVERLOADED),
    code("server_is_overloaded", 503, OVERLOADED),
    // Azure OpenAI: the code of `innererror`.
    code("ResponsibleAIPolicyViolation", 400, REFUSED),
    code("DeploymentNotFound", 404, INVALID),
    // Anthropic: docs.anthropic.com/en/api/errors.
    code("enforced_spend_limit_reached", 429, QUOTA),
    code("billing_error", 402, QUOTA),
    code("invalid_request_error", 400, None),
    code("authentication_error", 401, None),
    code("permission_error", 403, None),
    code("not_found_error", 404, None),
    code("conflict_error", 409, None),
    code("request_too_large", 413, TOO_LONG),
    code("rate_limit_error", 429, None),
    code("api_error", 500, None),
    code("timeout_error", 504, None),
    code("overloaded_error", 529, OVERLOADED),
    // Gemini and Vertex: google.rpc.Code, the reasons of `ErrorInfo`, the codes of the Interactions API.
    code("INVALID_ARGUMENT", 400, None),
    code("FAILED_PRECONDITION", 400, None),
    code("OUT_OF_RANGE", 400, None),
    code("API_KEY_INVALID", 400, AUTH),
    code("UNAUTHENTICATED", 401, None),
    code("PERMISSION_DENIED", 403, None),
    code("NOT_FOUND", 404, None),
    code("ABORTED", 409, None),
    code("RESOURCE_EXHAUSTED", 429, None),
    code("too_many_requests", 429, None),
    code("MODEL_CAPACITY_EXHAUSTED", 429, OVERLOADED),
    code("QUOTA_EXHAUSTED", 429, QUOTA),
    code("quota_exceeded", 429, QUOTA),
    code("payment_required", 402, QUOTA),
    code("INTERNAL", 500, None),
    code("UNAVAILABLE", 503, None),
    code("DEADLINE_EXCEEDED", 504, None),
    // Bedrock: the shapes of its service model.
    code("ValidationException", 400, None),
    code("ConflictException", 400, None),
    code("ServiceQuotaExceededException", 400, QUOTA),
    code("AccessDeniedException", 403, None),
    code("ResourceNotFoundException", 404, None),
    code("ModelTimeoutException", 408, None),
    code(MODEL_ERROR, 424, None),
    code(MODEL_STREAM_ERROR, 424, None),
    code("ThrottlingException", 429, None),
    code("ModelNotReadyException", 429, None),
    code("InternalServerException", 500, None),
    code("ServiceUnavailableException", 503, None),
    // Groq: console.groq.com/docs/errors. Mistral. Text generation servers.
    code("capacity_exceeded", 498, OVERLOADED),
    code("rate_limited", 429, None),
    code("service_tier_capacity_exceeded", 429, OVERLOADED),
    code("overloaded", 503, OVERLOADED),
];

/// Bedrock: the model behind it failed, with a status of its own.
pub(super) const MODEL_ERROR: &str = "ModelErrorException";
/// Bedrock: the model's stream broke; "retry your request".
pub(super) const MODEL_STREAM_ERROR: &str = "ModelStreamErrorException";

/// Looks a code up, as AWS writes it too: `com.amazon.coral.service#ThrottlingException`, `ThrottlingException:http://…`.
pub(super) fn find(name: &str) -> Option<&'static Code> {
    let name = bare(name);
    CODES.iter().find(|code| code.name.eq_ignore_ascii_case(name))
}

/// Whether a written name is this code.
pub(super) fn is(name: &str, code: &str) -> bool {
    bare(name).eq_ignore_ascii_case(code)
}

fn bare(name: &str) -> &str {
    let name = name.rsplit_once('#').map_or(name, |(_, name)| name);
    name.split_once(':').map_or(name, |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::CODES;

    #[test]
    fn each_code_stands_in_the_table_once() {
        for (index, code) in CODES.iter().enumerate() {
            let again = CODES[index + 1..].iter().any(|other| other.name.eq_ignore_ascii_case(code.name));
            assert!(!again, "{}", code.name);
        }
    }
}
