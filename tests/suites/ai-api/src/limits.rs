use std::time::Duration;

use crate::bucket::Bucket;
use crate::reply::Reply;

/// The requests that an API accepts. It refuses the rest, in the language of the endpoint that was asked.
///
/// ```
/// use ai_api::{AiApi, Hint, Limits, Reply};
///
/// let limits = Limits::new().requests_per_minute(500, 50).in_flight(20, 529).hint(Hint::Milliseconds);
/// let api = AiApi::limited(limits, [Reply::answer("Paris.")]);
/// ```
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Limits {
    pub(crate) requests: Option<Bucket>,
    pub(crate) tokens: Option<Bucket>,
    pub(crate) in_flight: Option<InFlight>,
    hint: Hint,
}

/// The way in which a refusal tells when there is room again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hint {
    /// `retry-after`, in whole seconds, rounded up.
    #[default]
    Seconds,
    /// `retry-after-ms`, rounded up.
    Milliseconds,
    /// Not at all.
    Absent,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct InFlight {
    pub(crate) most: usize,
    pub(crate) status: u16,
}

impl Limits {
    /// No limits.
    pub fn new() -> Self {
        Self::default()
    }

    /// Limits the requests per minute. `burst` of them may come at once. The API refuses more with a 429.
    ///
    /// # Panics
    ///
    /// If one of them is 0.
    pub fn requests_per_minute(self, requests: u32, burst: u32) -> Self {
        Self { requests: Some(Bucket::new(requests, burst)), ..self }
    }

    /// Limits the tokens per minute. `burst` of them may come at once. The API refuses more with a 429. A request uses its
    /// `max_tokens`, or one token without it.
    ///
    /// # Panics
    ///
    /// If one of them is 0.
    pub fn tokens_per_minute(self, tokens: u32, burst: u32) -> Self {
        Self { tokens: Some(Bucket::new(tokens, burst)), ..self }
    }

    /// At most `requests` at once. More are refused with `status`, such as 429, 503, or 529. The refusal has no hint,
    /// because the end of a request is unknown.
    ///
    /// # Panics
    ///
    /// If `requests` is zero, or `status` is not an HTTP status.
    pub fn in_flight(self, requests: usize, status: u16) -> Self {
        assert!(requests > 0, "a limit lets something through");
        let _ = Reply::status(status);
        Self { in_flight: Some(InFlight { most: requests, status }), ..self }
    }

    /// Sets the way in which a 429 tells when there is room for the refused request. Default: in whole seconds.
    pub fn hint(self, hint: Hint) -> Self {
        Self { hint, ..self }
    }

    /// The reply to a request for which there is room after `wait`.
    pub(crate) fn refusal(&self, wait: Duration) -> Reply {
        let refusal = Reply::status(429);
        match self.hint {
            Hint::Seconds => {
                refusal.header("retry-after", &wait.as_millis().div_ceil(1000).max(1).to_string())
            }
            Hint::Milliseconds => {
                refusal.header("retry-after-ms", &wait.as_micros().div_ceil(1000).max(1).to_string())
            }
            Hint::Absent => refusal,
        }
    }
}
