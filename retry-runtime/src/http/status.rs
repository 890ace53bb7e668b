//! The verdict of the status alone.

use crate::verdict::{FailureClass, PermanentReason};

/// The class of a reply with this status, if nothing else decides.
pub(super) const fn class(status: u16) -> FailureClass {
    match status {
        429 => FailureClass::Throttled,
        // Groq's "flex tier capacity exceeded", and Anthropic's "overloaded", which Bedrock sends too.
        498 | 529 => FailureClass::Overloaded,
        // The server's own timeouts, and Cloudflare's with the server behind it.
        408 | 504 | 524 => FailureClass::TimedOut,
        // Not implemented, wrong version, misconfigured, a loop, an extension missing, a certificate: nothing that passes.
        501 | 505 | 506 | 508 | 510 | 526 => FailureClass::Permanent(PermanentReason::Invalid),
        401 | 403 | 407 | 511 => FailureClass::Permanent(PermanentReason::Auth),
        402 => FailureClass::Permanent(PermanentReason::Quota),
        413 | 414 | 431 => FailureClass::Permanent(PermanentReason::TooLong),
        // 499 says that the client hung up, but our caller has not. 525 is a failed handshake between Cloudflare and its origin.
        409 | 425 | 499 | 500..=599 => FailureClass::Transient,
        _ => FailureClass::Permanent(PermanentReason::Invalid),
    }
}

/// Whether the body can change what the status says: its class or the reason.
///
/// 400, 402, and 424 pass when the body says so; 403, 412, and 422 have their reason in the body.
pub(super) const fn leaves_a_question(status: u16) -> bool {
    is_success(status)
        || matches!(status, 400 | 402 | 403 | 412 | 422 | 424)
        || !matches!(class(status), FailureClass::Permanent(_))
}

/// Whether only the body can say that this is an error at all.
pub(super) const fn is_success(status: u16) -> bool {
    matches!(status, 200..=299)
}
