use std::fmt::Debug;

use retry_attr::{Retryable, Verdict};

use crate::call::Call;

/// A client with the error type that is returned from it, and how it is asked.
#[derive(Debug)]
pub(crate) struct Client {
    pub(crate) name: &'static str,
    /// Whether that type holds the reply's headers and body.
    pub(crate) keeps_reply: bool,
    pub(crate) ask: fn(&Call) -> Result<String, Seen>,
}

/// The caller's error.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(crate) status: Option<u16>,
    pub(crate) verdict: Verdict,
    /// For the reader of a failed test.
    #[expect(dead_code, reason = "`Debug` shows it")]
    text: String,
}

impl Seen {
    pub(crate) fn of<E: Retryable + Debug>(error: &E, status: Option<u16>) -> Self {
        Self { status, verdict: error.verdict(), text: format!("{error:?}") }
    }
}
