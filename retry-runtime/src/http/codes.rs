//! The providers' codes: what each would be as a status, and what it proves.

mod numbers;
mod table;

use crate::verdict::{FailureClass, PermanentReason};

/// The meaning of a code.
#[derive(Debug)]
pub(super) struct Code {
    /// The status that a reply with this code has, or would have had if it had not begun with 200.
    pub(super) status: u16,
    /// The class, if the status does not show it: a proof that the same request fails again, overload, or throttling by AWS.
    pub(super) class: Option<FailureClass>,
}

const QUOTA: Option<FailureClass> = Some(FailureClass::Permanent(PermanentReason::Quota));
const TOO_LONG: Option<FailureClass> = Some(FailureClass::Permanent(PermanentReason::TooLong));
const REFUSED: Option<FailureClass> = Some(FailureClass::Permanent(PermanentReason::Refused));
const AUTH: Option<FailureClass> = Some(FailureClass::Permanent(PermanentReason::Auth));
const INVALID: Option<FailureClass> = Some(FailureClass::Permanent(PermanentReason::Invalid));
const OVERLOADED: Option<FailureClass> = Some(FailureClass::Overloaded);
const THROTTLED: Option<FailureClass> = Some(FailureClass::Throttled);

const fn code(status: u16, class: Option<FailureClass>) -> Code {
    Code { status, class }
}

/// Bedrock: the model behind it failed, with its own status.
pub(super) const MODEL_ERROR: &str = "ModelErrorException";
/// Bedrock: the model's stream broke; "retry your request".
pub(super) const MODEL_STREAM_ERROR: &str = "ModelStreamErrorException";

/// Looks a code up, as AWS writes it too: `com.amazon.coral.service#ThrottlingException`, `ThrottlingException:http://…`.
pub(super) fn find(name: &str) -> Option<&'static Code> {
    table::CODES.find(bare(name))
}

/// Looks a code up under the name of a client's error: `BadGatewayError`, `timeout_exception`.
pub(super) fn find_error(name: &str) -> Option<&'static Code> {
    let name = bare(name);
    let without = |end: &str| {
        let at = name.len().checked_sub(end.len())?;
        let (start, rest) = (name.get(..at)?, name.get(at..)?);
        rest.eq_ignore_ascii_case(end).then_some(start)
    };
    find(without("error").or_else(|| without("exception"))?)
}

/// Whether a written name is this code.
pub(super) fn is(name: &str, code: &str) -> bool {
    bare(name).eq_ignore_ascii_case(code)
}

/// A numeric code of Z.ai, in its shape.
pub(super) fn of_zai(number: &str) -> Option<&'static Code> {
    find_number(numbers::ZAI, number)
}

/// A numeric code of MiniMax, in its shape.
pub(super) fn of_minimax(number: &str) -> Option<&'static Code> {
    find_number(numbers::MINIMAX, number)
}

/// A numeric code of Baidu, in its shape.
pub(super) fn of_baidu(number: &str) -> Option<&'static Code> {
    find_number(numbers::BAIDU, number)
}

/// A number of `google.rpc.Code`, where no status says more.
pub(super) fn of_grpc(number: &str) -> Option<&'static Code> {
    find_number(numbers::GRPC, number)
}

fn find_number(table: &'static [(u32, Code)], number: &str) -> Option<&'static Code> {
    let number: u32 = number.parse().ok()?;
    table.iter().find(|(code, _)| *code == number).map(|(_, code)| code)
}

/// Without AWS's name space before a `#`, and its URI behind a colon. Of a URL, as RFC 9457 has it for a type, only the last part.
pub(super) fn bare(name: &str) -> &str {
    let name = name.rsplit_once('#').map_or(name, |(_, name)| name);
    if name.starts_with("https://") || name.starts_with("http://") {
        return name.rsplit_once('/').map_or(name, |(_, name)| name);
    }
    match name.split_once(':') {
        Some((name, uri)) if uri.starts_with("http://") || uri.starts_with("https://") => name,
        _ => name,
    }
}
