//! What an HTTP reply says about retrying.

mod allocation;
mod bodies;
mod corpus;
mod durations;
mod hints;
mod instructions;
mod properties;
mod prose;
mod replies;
mod resets;
mod sources;
mod status;

use retry_attr_runtime::http::{ApiError, verdict};
use retry_attr_runtime::{Retryable, Verdict};

/// The verdict of a reply with these headers.
fn judge(status: u16, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Verdict {
    verdict(status, |name| find(headers, name), body.as_ref())
}

/// The error of the same reply.
fn of_reply(status: u16, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> ApiError {
    ApiError::of_reply(status, |name| find(headers, name), body.as_ref())
}

fn find<'h>(headers: &[(&str, &'h str)], name: &str) -> Option<&'h [u8]> {
    headers.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_bytes())
}

/// An error with this verdict.
struct Failure(Verdict);

impl Retryable for Failure {
    fn verdict(&self) -> Verdict {
        self.0
    }
}
