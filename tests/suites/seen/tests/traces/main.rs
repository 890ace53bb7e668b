//! The events and spans that annotated functions emit.

mod events;
#[path = "../../../../support/log.rs"]
mod log;
mod nested;
mod spans;
mod streams;
mod texts;
mod unrecognized;
mod upstream;

use std::fmt;
use std::io;
use std::time::Duration;

use retry_attr::{PermanentReason, Retryable, Verdict, retry};
use tracing::Level;

use self::log::Log;

/// An error with the verdict that it holds.
#[derive(Clone, Copy, Debug)]
struct Failed(Verdict);

impl Retryable for Failed {
    fn verdict(&self) -> Verdict {
        self.0
    }
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("GET https://example.com/?key=sk-secret failed")
    }
}

const TRANSIENT: Verdict = Verdict::transient();
const AFTER_SEVEN: Verdict = Verdict::throttled().with_hint(Duration::from_secs(7));
