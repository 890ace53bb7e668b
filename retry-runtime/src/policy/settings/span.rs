//! Durations as in the attribute, such as `1m30s`.
//!
//! The macro has its own reader, because it cannot depend on this crate. A test of the macro compares the two.

use core::fmt;

use serde::ser::{Serialize, Serializer};

/// Nanoseconds in each unit, from large to small.
const UNITS: [(&str, u64); 7] = [
    ("d", 86_400_000_000_000),
    ("h", 3_600_000_000_000),
    ("m", 60_000_000_000),
    ("s", 1_000_000_000),
    ("ms", 1_000_000),
    ("us", 1_000),
    ("ns", 1),
];

/// The fault of a text that is not a duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault<'a> {
    /// There is no text.
    Empty,
    /// The text does not begin with a number, or a unit has none.
    NoDuration(&'a str),
    /// A number has no unit.
    NoUnit(&'a str),
    /// The unit, and the text.
    UnknownUnit(&'a str, &'a str),
    /// A unit is not smaller than the one before.
    Order(&'a str),
    /// A part of the text, as a number and its unit.
    Fraction(&'a str, &'a str),
    /// More than 64 bits of nanoseconds.
    TooLong(&'a str),
}

impl fmt::Display for Fault<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("an empty text is not a duration"),
            Self::NoDuration(text) => write!(f, "`{text}` is not a duration"),
            Self::NoUnit(text) => write!(f, "`{text}` has no unit"),
            Self::UnknownUnit(unit, text) => write!(f, "unknown unit `{unit}` in the duration `{text}`"),
            Self::Order(text) => write!(f, "the units of `{text}` do not go from large to small"),
            Self::Fraction(number, unit) => {
                write!(f, "`{number}{unit}` is not a whole number of nanoseconds")
            }
            Self::TooLong(text) => write!(f, "`{text}` is longer than 584 years"),
        }
    }
}

/// Reads the nanoseconds of a text such as `1m30s`, `500ms`, or `1.5s`.
///
/// # Errors
///
/// If the text is not a duration.
pub fn parse(text: &str) -> Result<u64, Fault<'_>> {
    let mut rest = text.trim();
    if rest.is_empty() {
        return Err(Fault::Empty);
    }
    let (mut nanos, mut smallest) = (0_u64, u64::MAX);
    while !rest.is_empty() {
        let (number, after) = split_at(rest, |c| !c.is_ascii_digit() && c != '.');
        let (unit, after) = split_at(after, |c| c.is_ascii_digit() || c == '.');
        let unit = unit.trim();
        let each = match (number, nanos_in(unit)) {
            ("", _) => return Err(Fault::NoDuration(text)),
            (_, Some(each)) => each,
            (_, None) if unit.is_empty() => return Err(Fault::NoUnit(text)),
            (_, None) => return Err(Fault::UnknownUnit(unit, text)),
        };
        if each >= smallest {
            return Err(Fault::Order(text));
        }
        smallest = each;
        let part = scaled(number, each).ok_or(Fault::Fraction(number, unit))?;
        let part = u64::try_from(part).ok().and_then(|part| nanos.checked_add(part));
        nanos = part.ok_or(Fault::TooLong(text))?;
        rest = after.trim_start();
    }
    Ok(nanos)
}

fn nanos_in(unit: &str) -> Option<u64> {
    let unit = if unit == "µs" { "us" } else { unit };
    UNITS.iter().find(|(name, _)| *name == unit).map(|(_, each)| *each)
}

fn split_at(text: &str, is_end: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(is_end).unwrap_or(text.len()))
}

/// `number * each`, computed from the digits, because a float cannot represent every decimal fraction. `None` if a part of a
/// nanosecond is left.
fn scaled(number: &str, each: u64) -> Option<u128> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    if whole.is_empty() {
        return None;
    }
    // Only digits remain here. A number that does not fit is too large in any unit.
    let whole: u128 = whole.parse().unwrap_or(u128::MAX);
    let fraction = fraction.trim_end_matches('0');
    let denominator = 10_u64.checked_pow(u32::try_from(fraction.len()).ok()?)?;
    let fraction: u64 = if fraction.is_empty() { 0 } else { fraction.parse().ok()? };
    let part = u128::from(fraction) * u128::from(each);
    if part % u128::from(denominator) != 0 {
        return None;
    }
    Some(whole.saturating_mul(each.into()).saturating_add(part / u128::from(denominator)))
}

/// Nanoseconds that are written as in the attribute.
pub(super) struct Span(pub(super) u64);

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == 0 {
            return f.write_str("0s");
        }
        let mut rest = self.0;
        for (unit, each) in UNITS {
            let count = rest / each;
            rest %= each;
            if count > 0 {
                write!(f, "{count}{unit}")?;
            }
        }
        Ok(())
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use std::string::ToString as _;

    use super::{Span, parse};

    #[test]
    fn every_duration_is_read_as_it_is_written() {
        let minute = 60_000_000_000;
        for (nanos, text) in [
            (0, "0s"),
            (1, "1ns"),
            (90_000_000_000, "1m30s"),
            (1_500_000_000, "1s500ms"),
            (86_400_000_000_000 + 2 * minute + 3_004, "1d2m3us4ns"),
            (u64::MAX, "213503d23h34m33s709ms551us615ns"),
        ] {
            assert_eq!(Span(nanos).to_string(), text);
            assert_eq!(parse(text), Ok(nanos));
        }
    }
}
