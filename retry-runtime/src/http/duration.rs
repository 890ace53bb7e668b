//! Durations as Go writes them: `6m0s`, `2m59.56s`.

use core::time::Duration;

use super::number::{BILLION as SECOND, Number, Sum};

const MILLISECOND: u64 = SECOND / 1000;
const MINUTE: u64 = 60 * SECOND;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// Nanoseconds by unit: Go's units, and days.
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

/// Reads a whole text: numbers with units and no spaces, as Go's `Duration.String` writes them, or one number of seconds.
/// Anything else, a sign included, is `None`. A duration that is too long saturates.
///
/// OpenAI's and Groq's `x-ratelimit-reset-*` and `google.rpc.RetryInfo` have this form.
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

/// Reads a duration of ISO 8601: `PT1M30S`, `P1DT2H`. Years and months are refused, because their lengths differ.
pub(super) fn parse_iso(text: &str) -> Option<Duration> {
    const DAYS: [(char, u64); 2] = [('W', 7 * DAY), ('D', DAY)];
    const TIMES: [(char, u64); 3] = [('H', HOUR), ('M', MINUTE), ('S', SECOND)];
    let (days, times) = text.strip_prefix('P')?.split_once('T').unwrap_or((&text[1..], ""));
    let total = iso_parts(days, &DAYS)?.plus(iso_parts(times, &TIMES)?);
    (text.len() > 2).then(|| total.into_duration())
}

/// Adds numbers that end with these letters. Each letter may occur once, and in this order.
fn iso_parts(mut text: &str, units: &[(char, u64)]) -> Option<Sum> {
    let mut total = Sum::ZERO;
    for (letter, nanos) in units {
        if let Some((number, rest)) = text.split_once(*letter) {
            total = total.plus(Number::whole_text(number)?.of(*nanos));
            text = rest;
        }
    }
    text.is_empty().then_some(total)
}

/// Reads hours, minutes, and seconds: `00:01:30`. Two parts are refused, because they may be a time of day.
pub(super) fn parse_clock(text: &str) -> Option<Duration> {
    let mut parts = text.split(':').map(Number::whole_text);
    let mut next = |nanos| Some(parts.next()??.of(nanos));
    let total = next(HOUR)?.plus(next(MINUTE)?).plus(next(SECOND)?);
    parts.next().is_none().then(|| total.into_duration())
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
