//! Durations as Go writes them: `6m0s`, `2m59.56s`.

use core::time::Duration;

use super::number::{BILLION as SECOND, Number, Sum};

const MILLISECOND: u64 = SECOND / 1000;
const MINUTE: u64 = 60 * SECOND;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// Nanoseconds by unit: Go's, and days.
const UNITS: [(&str, u64); 9] = [
    ("ns", 1),
    ("us", 1_000),
    ("µs", 1_000),
    ("μs", 1_000),
    ("ms", MILLISECOND),
    ("s", SECOND),
    ("m", MINUTE),
    ("h", HOUR),
    ("d", DAY),
];

/// Reads a whole text: parts of number and unit without space, as Go's `Duration.String` writes them, or one number of
/// seconds. Anything else, a sign included, is `None`; too long a duration saturates.
///
/// The form of OpenAI's and Groq's `x-ratelimit-reset-*`, and of `google.rpc.RetryInfo`.
#[must_use]
pub fn parse(text: &str) -> Option<Duration> {
    let (number, rest) = Number::read(text)?;
    if rest.is_empty() {
        return Some(number.of(SECOND).into_duration());
    }
    let mut total = Sum::ZERO;
    let mut rest = text;
    while !rest.is_empty() {
        let (part, after) = part(rest)?;
        total = total.plus(part);
        rest = after;
    }
    Some(total.into_duration())
}

/// Reads the hours, minutes, and seconds of ISO 8601: `PT1M30S`.
pub(super) fn parse_iso(text: &str) -> Option<Duration> {
    parse(&text.strip_prefix("PT")?.to_ascii_lowercase())
}

fn part(text: &str) -> Option<(Sum, &str)> {
    let (number, rest) = Number::read(text)?;
    let (nanos, rest) = unit(rest)?;
    Some((number.of(nanos), rest))
}

/// The letters up to the next digit or mark, if they are a unit.
fn unit(text: &str) -> Option<(u64, &str)> {
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let (_, nanos) = UNITS.iter().find(|(unit, _)| *unit == name)?;
    Some((*nanos, rest))
}
