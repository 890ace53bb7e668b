//! Google Cloud: the error type that all its clients share, over REST and gRPC.

use std::error::Error as _;
use std::string::ToString as _;

use ::google_cloud_gax::error::rpc::Status;
use ::google_cloud_gax::error::{CredentialsError, Error};
use serde_json::json;

use crate::errors::chain;
use crate::http::{self, Reply};
use crate::verdict::Retryable;
use crate::verdict::{PermanentReason, Verdict};

/// Judged by the reply: its status, its headers, and Google's typed details `RetryInfo` and `QuotaFailure`. A daily quota
/// beats a hint. Without a reply, the error of the transport is judged.
#[diagnostic::do_not_recommend]
#[cfg(feature = "google-cloud")]
impl Retryable for Error {
    fn verdict(&self) -> Verdict {
        let judge = |code, body: &[u8]| match self.http_headers() {
            Some(headers) => http::verdict(Reply::new(code, headers, body)),
            None => http::verdict(Reply::without_headers(code, body)),
        };
        match (self.status(), self.http_status_code()) {
            (Some(status), code) => judge(code.unwrap_or(200), &body(status)),
            (None, Some(code)) => judge(code, self.http_payload().map_or(&[], AsRef::as_ref)),
            (None, None) => without_reply(self),
        }
    }
}

/// The body as Google's REST servers write it. Over gRPC, the name of the code stands for the status.
fn body(status: &Status) -> std::vec::Vec<u8> {
    // A detail that is not JSON loses the other details, but not the code.
    let details = serde_json::to_value(&status.details).unwrap_or_default();
    let error = json!({ "status": status.code.name(), "message": status.message, "details": details });
    json!({ "error": error }).to_string().into_bytes()
}

fn without_reply(error: &Error) -> Verdict {
    let source = error.source();
    if let Some(error) = source.and_then(|source| source.downcast_ref::<CredentialsError>()) {
        let verdict = if error.is_transient() {
            Verdict::transient()
        } else {
            Verdict::permanent(PermanentReason::Auth)
        };
        return verdict.not_sent();
    }
    if error.is_timeout() {
        return Verdict::timed_out();
    }
    if error.is_serialization() {
        return Verdict::permanent(PermanentReason::Invalid).not_sent();
    }
    let json = source.and_then(|source| source.downcast_ref::<serde_json::Error>());
    if json.is_some_and(serde_json::Error::is_eof) {
        // An answer that was cut.
        return Verdict::transient();
    }
    chain::below(error).unwrap_or(Verdict::permanent(PermanentReason::Invalid))
}
