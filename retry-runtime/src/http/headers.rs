//! The headers about waits.

mod limits;

use core::str;
use core::time::Duration;
use std::time::SystemTime;

use self::limits::Limits;
use super::moment::{Latest, Moment, Unit};
use super::parts::{HeaderFields, Reply};
use crate::wait::wall_clock;

/// Waits in milliseconds: Azure's and OpenAI's, Azure's older one, AWS's. The first usable one counts.
const MILLISECONDS: [&str; 3] = ["retry-after-ms", "x-ms-retry-after-ms", "x-amz-retry-after"];

/// A reply's headers.
#[derive(Clone, Copy)]
pub(crate) struct Headers<'h> {
    fields: &'h dyn HeaderFields,
    should_retry: Option<bool>,
}

impl<'h> Headers<'h> {
    pub(crate) fn of(reply: Reply<'h>) -> Self {
        let fields = reply.headers();
        Self { fields, should_retry: should_retry(fields) }
    }

    /// A header's value, if it is text.
    pub(super) fn text(self, name: &str) -> Option<&'h str> {
        str::from_utf8(self.fields.get(name)?).ok().map(str::trim)
    }

    /// Whether the server itself allows another attempt, if it says so.
    pub(super) fn should_retry(self) -> Option<bool> {
        self.should_retry
    }

    /// The wait that the server asks for.
    pub(super) fn hint(self) -> Option<Duration> {
        MILLISECONDS
            .iter()
            .find_map(|name| self.wait(self.text(name)?, Unit::Milliseconds))
            .or_else(|| self.wait(self.text("retry-after")?, Unit::Seconds))
            .or_else(|| self.relayed_hint())
    }

    /// The first usable `Retry-After` under a longer name: `x-ratelimit-retry-after`, `llm_provider-retry-after`.
    fn relayed_hint(self) -> Option<Duration> {
        let mut found = None;
        self.fields.visit(&mut |name, value| {
            let unit = match name {
                _ if found.is_some() => return,
                _ if ends_with(name, "-retry-after") => Unit::Seconds,
                _ if ends_with(name, "-retry-after-ms") => Unit::Milliseconds,
                _ => return,
            };
            found = str::from_utf8(value).ok().and_then(|text| self.wait(text, unit));
        });
        found
    }

    fn wait(self, text: &str, unit: Unit) -> Option<Duration> {
        Latest::from(Moment::parse(text, unit)?).wait(|| self.now())
    }

    /// The time until the limit that was met is full again. `said` is one more limit, from the body: its rest, and its reset.
    pub(super) fn reset(self, said: (Option<&str>, Option<&str>)) -> Option<Duration> {
        let mut limits = Limits::default();
        self.fields.visit(&mut |name, value| limits.add(name, value));
        limits.reset(said, |text| self.wait(text, Unit::Seconds))
    }

    /// The time of the reply by its own `Date`, because our clock may be wrong. Without a `Date`, our clock.
    pub(super) fn now(self) -> Option<SystemTime> {
        let date = self.text("date").and_then(|date| httpdate::parse_http_date(date).ok());
        date.or_else(wall_clock)
    }
}

/// Reads `x-should-retry`, which OpenAI and Anthropic send and their own clients obey, or fal's `x-fal-retryable` and its kind.
fn should_retry(fields: &dyn HeaderFields) -> Option<bool> {
    let (mut said, mut implied) = (None, None);
    fields.visit(&mut |name, value| {
        let slot = if name.eq_ignore_ascii_case("x-should-retry") {
            &mut said
        } else if ends_with(name, "-retryable") || ends_with(name, "-should-retry") {
            &mut implied
        } else {
            return;
        };
        // Python writes `True`.
        let value = match value.trim_ascii() {
            word if word.eq_ignore_ascii_case(b"true") => Some(true),
            word if word.eq_ignore_ascii_case(b"false") => Some(false),
            _ => None,
        };
        *slot = slot.or(value);
    });
    said.or(implied)
}

fn ends_with(name: &str, end: &str) -> bool {
    name.len()
        .checked_sub(end.len())
        .and_then(|at| name.get(at..))
        .is_some_and(|rest| rest.eq_ignore_ascii_case(end))
}
