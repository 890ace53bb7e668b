use serde_core::de::IgnoredAny;

use crate::http::{ApiError, Reply};
use crate::verdict::{PermanentReason, Verdict};

/// The verdict on the body of a success that the client could not read as an answer. The body holds an error, was cut, or
/// is complete and would not change.
pub(super) fn verdict(status: u16, body: &[u8]) -> Verdict {
    match ApiError::parse::<IgnoredAny>(Reply::without_headers(status, body)) {
        Ok(_) => Verdict::permanent(PermanentReason::Invalid),
        Err(error) => error.verdict(),
    }
}
