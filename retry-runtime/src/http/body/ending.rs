//! The units at the ends of names.

use crate::http::moment::Unit;

/// The unit at the end of a name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Ending {
    Length(Unit),
    /// A point in time: a date, or seconds since 1970.
    Point,
}

use Ending::{Length, Point};

/// The longer endings stand before the shorter ones that they end with.
const ENDINGS: [(&str, Ending); 24] = [
    ("nanoseconds", Length(Unit::Nanoseconds)),
    ("nanos", Length(Unit::Nanoseconds)),
    ("milliseconds", Length(Unit::Milliseconds)),
    ("millis", Length(Unit::Milliseconds)),
    ("msecs", Length(Unit::Milliseconds)),
    ("msec", Length(Unit::Milliseconds)),
    ("ms", Length(Unit::Milliseconds)),
    ("seconds", Length(Unit::Seconds)),
    ("second", Length(Unit::Seconds)),
    ("secs", Length(Unit::Seconds)),
    ("sec", Length(Unit::Seconds)),
    ("minutes", Length(Unit::Minutes)),
    ("minute", Length(Unit::Minutes)),
    ("mins", Length(Unit::Minutes)),
    ("min", Length(Unit::Minutes)),
    ("hours", Length(Unit::Hours)),
    ("hour", Length(Unit::Hours)),
    ("timestamp", Point),
    ("datetime", Point),
    ("date", Point),
    ("time", Point),
    ("unix", Point),
    ("epoch", Point),
    ("at", Point),
];

impl Ending {
    /// Splits a name into what stands before its unit, and the unit.
    pub(super) fn split(name: &str) -> Option<(&str, Self)> {
        let before = |ending: &str| {
            let at = name.len().checked_sub(ending.len())?;
            name.get(at..)?.eq_ignore_ascii_case(ending).then(|| &name[..at])
        };
        if let Some(found) = ENDINGS.iter().find_map(|(word, ending)| Some((before(word)?, *ending))) {
            return Some(found);
        }
        // One letter is a unit only if it is a word of its own.
        let stem = ["_s", "-s"].into_iter().find_map(before).or_else(|| name.strip_suffix('S'))?;
        Some((stem, Length(Unit::Seconds)))
    }

    /// The unit of a number under such a name.
    pub(super) fn unit(self) -> Unit {
        match self {
            Length(unit) => unit,
            Point => Unit::Seconds,
        }
    }
}
