//! The headers that speak of waiting.

use core::str;
use core::time::Duration;
use std::time::{SystemTime, UNIX_EPOCH};

use super::duration;
use super::parts::{HeaderFields, Reply};

/// Waits in milliseconds, the first usable counts: Azure's and OpenAI's, Azure's older one, AWS's.
const MILLISECONDS: [&str; 3] = ["retry-after-ms", "x-ms-retry-after-ms", "x-amz-retry-after"];

/// Each limit's count of what is left, and when it is full again: OpenAI, Azure and Groq, Anthropic, and the general form
/// of Cohere and OpenRouter.
const LIMITS: [(&str, &str); 8] = [
    ("x-ratelimit-remaining-requests", "x-ratelimit-reset-requests"),
    ("x-ratelimit-remaining-tokens", "x-ratelimit-reset-tokens"),
    ("x-ratelimit-remaining", "x-ratelimit-reset"),
    ("anthropic-ratelimit-requests-remaining", "anthropic-ratelimit-requests-reset"),
    ("anthropic-ratelimit-tokens-remaining", "anthropic-ratelimit-tokens-reset"),
    ("anthropic-ratelimit-input-tokens-remaining", "anthropic-ratelimit-input-tokens-reset"),
    ("anthropic-ratelimit-output-tokens-remaining", "anthropic-ratelimit-output-tokens-reset"),
    ("anthropic-ratelimit-unified-remaining", "anthropic-ratelimit-unified-reset"),
];

/// A reply's headers, looked up by names in lower case.
#[derive(Clone, Copy)]
pub(crate) struct Headers<'h>(&'h dyn HeaderFields);

impl<'h> Headers<'h> {
    pub(crate) fn of(reply: Reply<'h>) -> Self {
        Self(reply.headers())
    }

    /// A header's value, if it is text.
    pub(super) fn text(self, name: &str) -> Option<&'h str> {
        str::from_utf8(self.0.get(name)?).ok().map(str::trim)
    }

    /// `x-should-retry`, which OpenAI and Anthropic send and their own clients obey.
    pub(super) fn should_retry(self) -> Option<bool> {
        match self.text("x-should-retry")? {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        }
    }

    /// How long the server asks to wait.
    pub(super) fn hint(self) -> Option<Duration> {
        let milliseconds = |name: &&str| duration::milliseconds(self.text(name)?);
        MILLISECONDS.iter().find_map(milliseconds).or_else(|| {
            let text = self.text("retry-after")?;
            duration::seconds(text).or_else(|| self.until(httpdate::parse_http_date(text).ok()?))
        })
    }

    /// When the limit that is used up is full again; of several the last. `said` is one more limit, told in the body.
    pub(super) fn reset(self, said: (Option<&str>, Option<&str>)) -> Option<Duration> {
        let limits = LIMITS.iter().map(|(remaining, reset)| (self.text(remaining), self.text(reset)));
        let resets = limits.chain([said]).filter_map(|limit| match limit {
            (Some(remaining), Some(reset)) if remaining.parse() == Ok(0.0) => self.reset_of(reset),
            _ => None,
        });
        resets.max()
    }

    /// A Go duration or seconds; a date of RFC 3339; a Unix time, by its magnitude in seconds or milliseconds.
    fn reset_of(self, text: &str) -> Option<Duration> {
        /// As seconds from now more than 30 years, as a Unix time 2001.
        const UNIX_SECONDS: Duration = Duration::from_secs(1_000_000_000);
        /// As Unix seconds in 33,000 years.
        const UNIX_MILLISECONDS: Duration = Duration::from_secs(1_000_000_000_000);
        if let Ok(time) = humantime::parse_rfc3339(text) {
            return self.until(time);
        }
        let since_epoch = match duration::parse(text)? {
            wait if wait < UNIX_SECONDS || !text.ends_with(|c: char| c.is_ascii_digit()) => {
                return Some(wait);
            }
            seconds if seconds < UNIX_MILLISECONDS => seconds,
            milliseconds => milliseconds / 1000,
        };
        self.until(UNIX_EPOCH.checked_add(since_epoch)?)
    }

    /// From the reply's own `Date` on: our clock may be wrong, and nothing else says when the server wrote this.
    fn until(self, time: SystemTime) -> Option<Duration> {
        let now = httpdate::parse_http_date(self.text("date")?).ok()?;
        time.duration_since(now).ok().filter(|wait| !wait.is_zero())
    }
}
