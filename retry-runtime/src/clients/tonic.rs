//! gRPC.

use std::error::Error as _;
use std::format;
use std::string::{String, ToString as _};
use std::vec::Vec;

use ::tonic::{Code, ConnectError, Status, TimeoutExpired};
use ::tonic_types::StatusExt as _;
use serde_json::json;

use crate::errors::chain;
use crate::http::{self, Reply};
use crate::verdict::Retryable;
use crate::verdict::{PermanentReason, Verdict};

/// The trailer with the wait that a server asks for, in milliseconds. A negative wait means "do not retry". See gRPC's
/// proposal A6.
const PUSHBACK: &str = "grpc-retry-pushback-ms";

/// Judged by its code, as the HTTP status that Google maps the code to.
///
/// `Unavailable`, `DeadlineExceeded`, and `Aborted` are retried. `ResourceExhausted` is a rate limit if the server names a
/// wait (`google.rpc.RetryInfo`, or the trailer `grpc-retry-pushback-ms`) and the quota is not a daily one. Otherwise it is
/// a spent quota. A negative pushback stops the call. Every other code is permanent, except where tonic made the status
/// from a timeout, a broken connection, or the page of a proxy. The sources and the text of the status tell.
#[diagnostic::do_not_recommend]
#[cfg(feature = "tonic-014")]
impl Retryable for Status {
    fn verdict(&self) -> Verdict {
        if chain::holds::<TimeoutExpired>(self) {
            return Verdict::timed_out();
        }
        if let Some(code) = page(self) {
            return http::verdict(Reply::without_headers(code, &[]));
        }
        let verdict = match self.code() {
            Code::Unavailable => reply(503, self),
            Code::DeadlineExceeded => reply(504, self),
            Code::Aborted => reply(409, self),
            Code::ResourceExhausted if tells_when(self) => reply(429, self),
            Code::ResourceExhausted => Verdict::permanent(PermanentReason::Quota),
            Code::Unauthenticated => reply(401, self),
            Code::PermissionDenied => reply(403, self),
            // A status from a server has no source.
            Code::Cancelled | Code::Internal | Code::Unknown if self.source().is_some() => broken(self),
            _ => reply(400, self),
        };
        if chain::holds::<ConnectError>(self) { verdict.not_sent() } else { verdict }
    }
}

/// The HTTP status of a proxy's page. The page is not a gRPC message, and tonic reports that in its own words.
fn page(status: &Status) -> Option<u16> {
    let is_grpc = |kind: &[u8]| kind.starts_with(b"application/grpc");
    if status.metadata().get("content-type").is_some_and(|kind| is_grpc(kind.as_bytes())) {
        return None;
    }
    let (_, code) = status.message().split_once("while receiving response with status: ")?;
    code.get(..3)?.parse().ok()
}

/// The verdict on a broken connection.
fn broken(status: &Status) -> Verdict {
    chain::below(status).unwrap_or(Verdict::permanent(PermanentReason::Invalid))
}

fn tells_when(status: &Status) -> bool {
    let wait = status.get_details_retry_info().and_then(|info| info.retry_delay);
    wait.is_some_and(|wait| !wait.is_zero()) || pushback(status).is_some()
}

fn pushback(status: &Status) -> Option<&str> {
    status.metadata().get(PUSHBACK)?.to_str().ok()
}

/// The verdict of the same refusal over HTTP.
fn reply(code: u16, status: &Status) -> Verdict {
    let pushback = pushback(status);
    // Any value that is not a number of at least zero means "do not retry".
    let stops = pushback.is_some_and(|wait| wait.parse::<u32>().is_err());
    let stop = stops.then_some(("x-should-retry", "false"));
    let headers: Vec<_> = stop.into_iter().chain(pushback.map(|wait| ("retry-after-ms", wait))).collect();
    // The status of a call may come after a part of the answer.
    http::verdict(Reply::new(code, &headers, body(status).as_bytes())).without_status_line()
}

/// The body as Google's REST servers write it.
fn body(status: &Status) -> String {
    let details = status.get_error_details();
    let delay = details.retry_info().and_then(|info| info.retry_delay);
    let delay = delay.map(|delay| json!({ "retryDelay": format!("{}s", delay.as_secs_f64()) }));
    let violations = details.quota_failure().map(|failure| {
        let ids = failure.violations.iter().map(|violation| json!({ "quotaId": violation.quota_id }));
        json!({ "violations": ids.collect::<serde_json::Value>() })
    });
    let reason = details.error_info().map(|info| json!({ "reason": info.reason }));
    let details = [violations, delay, reason].into_iter().flatten().collect::<serde_json::Value>();
    json!({ "error": { "message": status.message(), "details": details } }).to_string()
}
