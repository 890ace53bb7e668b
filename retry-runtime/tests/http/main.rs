//! The verdict on an HTTP reply.

mod allocation;
mod bodies;
mod corpus;
mod durations;
mod headers;
mod hints;
mod instructions;
mod kinds;
mod lookalikes;
mod properties;
mod prose;
mod refused;
mod replies;
mod resets;
mod sources;
mod status;

use retry_attr_runtime::http::{ApiError, Reply, verdict};
use retry_attr_runtime::{Retryable, Verdict};

/// The verdict of a reply with these headers.
fn judge(status: u16, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Verdict {
    verdict(Reply::new(status, &headers, body.as_ref()))
}

/// The error of the same reply.
fn of_reply(status: u16, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> ApiError {
    ApiError::of_reply(Reply::new(status, &headers, body.as_ref()))
}

/// An error with this verdict.
struct Failure(Verdict);

impl Retryable for Failure {
    fn verdict(&self) -> Verdict {
        self.0
    }
}
