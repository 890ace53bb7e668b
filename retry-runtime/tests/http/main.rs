//! What an HTTP reply says about retrying.

mod allocation;
mod bodies;
mod durations;
mod hints;
mod instructions;
mod properties;
mod prose;
mod replies;
mod resets;
mod sources;
mod status;

use retry_attr_runtime::http::verdict;
use retry_attr_runtime::{Retryable, Verdict};

/// The verdict of a reply with these headers.
fn judge(status: u16, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Verdict {
    let header = |name: &str| headers.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_bytes());
    verdict(status, header, body.as_ref())
}

/// An error with this verdict.
struct Failure(Verdict);

impl Retryable for Failure {
    fn verdict(&self) -> Verdict {
        self.0
    }
}
