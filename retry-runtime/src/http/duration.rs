//! Durations as Go writes them (`6m0s`, `2m59.56s`), and as English does (`6 seconds`).

use core::time::Duration;

const MILLISECOND: u64 = 1_000_000;
const SECOND: u64 = 1000 * MILLISECOND;
const MINUTE: u64 = 60 * SECOND;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// Nanoseconds by unit.
const UNITS: [(&str, u64); 29] = [
    ("ns", 1),
    ("us", 1_000),
    ("µs", 1_000),
    ("μs", 1_000),
    ("ms", MILLISECOND),
    ("millisecond", MILLISECOND),
    ("milliseconds", MILLISECOND),
    ("s", SECOND),
    ("sec", SECOND),
    ("secs", SECOND),
    ("second", SECOND),
    ("seconds", SECOND),
    ("m", MINUTE),
    ("min", MINUTE),
    ("mins", MINUTE),
    ("minute", MINUTE),
    ("minutes", MINUTE),
    ("h", HOUR),
    ("hr", HOUR),
    ("hrs", HOUR),
    ("hour", HOUR),
    ("hours", HOUR),
    ("d", DAY),
    ("day", DAY),
    ("days", DAY),
    ("week", 7 * DAY),
    ("weeks", 7 * DAY),
    // The shortest that counts: whoever asks for months has no quota left.
    ("month", 28 * DAY),
    ("months", 28 * DAY),
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
    let mut total = Sum(0);
    let mut rest = text;
    while !rest.is_empty() {
        let (part, after) = part(rest)?;
        total = total.plus(part);
        rest = after;
    }
    Some(total.into_duration())
}

/// Reads a whole text that is one number of seconds, above zero, which a [`Duration`] can hold.
pub(super) fn seconds(text: &str) -> Option<Duration> {
    one(text, SECOND)
}

/// As [`seconds`], of milliseconds.
pub(super) fn milliseconds(text: &str) -> Option<Duration> {
    one(text, MILLISECOND)
}

fn one(text: &str, unit: u64) -> Option<Duration> {
    let (number, rest) = Number::read(text)?;
    // The largest number stands for all that are larger.
    let is_known = rest.is_empty() && number.whole < u64::MAX;
    is_known.then(|| number.of(unit).into_duration()).filter(|wait| !wait.is_zero())
}

/// Reads the duration that prose goes on with: `20s. Visit …`, `6 seconds`, `1 minute and 5 seconds`.
///
/// A number without a unit is none: `2 business days` is not two seconds. Units are in whatever case the sentence is.
pub(super) fn leading(text: &str) -> Option<Duration> {
    let (mut total, mut rest) = spaced_part(text)?;
    while let Some((part, after)) = spaced_part(skip_joint(rest)) {
        total = total.plus(part);
        rest = after;
    }
    Some(total.into_duration())
}

/// `, `, ` and ` or nothing.
fn skip_joint(text: &str) -> &str {
    let text = text.trim_start_matches([',', ' ']);
    match text.split_at_checked(4) {
        Some((and, rest)) if and.eq_ignore_ascii_case("and ") => rest,
        _ => text,
    }
}

fn part(text: &str) -> Option<(Sum, &str)> {
    let (number, rest) = Number::read(text)?;
    let (nanos, rest) = unit(rest, |unit, name| unit == name)?;
    Some((number.of(nanos), rest))
}

fn spaced_part(text: &str) -> Option<(Sum, &str)> {
    let (number, rest) = Number::read(text)?;
    let (nanos, rest) = unit(rest.strip_prefix(' ').unwrap_or(rest), str::eq_ignore_ascii_case)?;
    Some((number.of(nanos), rest))
}

/// The letters up to the next digit or mark, if they are a unit.
fn unit(text: &str, is: fn(&str, &str) -> bool) -> Option<(u64, &str)> {
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let (_, nanos) = UNITS.iter().find(|(unit, _)| is(unit, name))?;
    Some((*nanos, rest))
}

/// A decimal number as written, exact to nine digits after the point: a float would be off by some nanoseconds.
struct Number {
    whole: u64,
    billionths: u64,
}

impl Number {
    fn read(text: &str) -> Option<(Self, &str)> {
        let (whole, rest) = digits(text);
        let (fraction, rest) = match rest.strip_prefix('.').map(digits) {
            // The full stop of a sentence.
            Some(("", _)) | None => ("", rest),
            Some(read) => read,
        };
        if whole.is_empty() && fraction.is_empty() {
            return None;
        }
        let add = |number: u64, digit: u8| number.saturating_mul(10).saturating_add(u64::from(digit - b'0'));
        let number = Self {
            whole: whole.bytes().fold(0, add),
            billionths: fraction.bytes().chain([b'0'; 9]).take(9).fold(0, add),
        };
        Some((number, rest))
    }

    /// So many of a unit. No overflow: 2^64 days are 2^111 nanoseconds.
    fn of(&self, nanos: u64) -> Sum {
        let nanos = u128::from(nanos);
        Sum(u128::from(self.whole) * nanos + u128::from(self.billionths) * nanos / u128::from(SECOND))
    }
}

fn digits(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()))
}

/// Nanoseconds.
#[derive(Clone, Copy)]
struct Sum(u128);

impl Sum {
    fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    fn into_duration(self) -> Duration {
        const IN_A_SECOND: u128 = SECOND as u128;
        u64::try_from(self.0 / IN_A_SECOND)
            .map_or(Duration::MAX, |seconds| Duration::new(seconds, (self.0 % IN_A_SECOND) as u32))
    }
}
