//! The time of the next attempt, as servers write it: a length of time, or a point in time.

use core::time::Duration;
use std::time::{SystemTime, UNIX_EPOCH};

use super::number::{BILLION, Number};
use super::{date, duration, prose};

/// The smallest Unix time that is recognized: the year 2001. As a length of time, this is more than 30 years.
const UNIX_SECONDS: Duration = Duration::from_secs(1_000_000_000);
/// The smallest Unix time in milliseconds. In seconds, this is more than 30,000 years from now.
const UNIX_MILLISECONDS: Duration = Duration::from_secs(1_000_000_000_000);

/// The unit of a number that names none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Unit {
    Nanoseconds,
    Milliseconds,
    Seconds,
    Minutes,
    Hours,
}

impl Unit {
    pub(super) const fn nanos(self) -> u64 {
        match self {
            Self::Nanoseconds => 1,
            Self::Milliseconds => BILLION / 1000,
            Self::Seconds => BILLION,
            Self::Minutes => 60 * BILLION,
            Self::Hours => 3600 * BILLION,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Moment {
    In(Duration),
    At(SystemTime),
}

impl Moment {
    /// Reads a number, a duration (`6m0s`, `PT6M`, `00:06:00`, `6 minutes`), a date of RFC 3339 or of HTTP, or a Unix time.
    /// The size of a number tells a Unix time from a length of time.
    pub(super) fn parse(text: &str, unit: Unit) -> Option<Self> {
        let text = text.trim();
        if let Some(number) = Number::whole_text(text) {
            return Self::of_number(number, unit);
        }
        duration::parse(text)
            .or_else(|| duration::parse_iso(text))
            .or_else(|| duration::parse_clock(text))
            .map(Self::In)
            .or_else(|| date::parse(text).map(Self::At))
            .or_else(|| prose::duration(text).map(Self::In))
    }

    fn of_number(number: Number, unit: Unit) -> Option<Self> {
        if !number.is_known() {
            return None;
        }
        let since_epoch = number.of(BILLION).into_duration();
        let since_epoch = match unit {
            Unit::Seconds if since_epoch < UNIX_SECONDS => None,
            Unit::Seconds if since_epoch < UNIX_MILLISECONDS => Some(since_epoch),
            Unit::Milliseconds if since_epoch < UNIX_MILLISECONDS => None,
            Unit::Seconds | Unit::Milliseconds => Some(since_epoch / 1000),
            Unit::Nanoseconds | Unit::Minutes | Unit::Hours => None,
        };
        match since_epoch {
            Some(since_epoch) => UNIX_EPOCH.checked_add(since_epoch).map(Self::At),
            None => Some(Self::In(number.of(unit.nanos()).into_duration())),
        }
    }
}

/// The latest of several moments. The current time decides which one it is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Latest {
    length: Option<Duration>,
    point: Option<SystemTime>,
}

impl Latest {
    fn add(&mut self, moment: Moment) {
        match moment {
            Moment::In(length) => self.length = self.length.max(Some(length)),
            Moment::At(point) => self.point = self.point.max(Some(point)),
        }
    }

    pub(super) fn is_some(&self) -> bool {
        self.length.is_some() || self.point.is_some()
    }

    pub(super) fn and(mut self, other: Self) -> Self {
        self.length = self.length.max(other.length);
        self.point = self.point.max(other.point);
        self
    }

    /// The time until then. `None` for zero, and for a moment in the past.
    pub(super) fn wait(self, now: impl FnOnce() -> Option<SystemTime>) -> Option<Duration> {
        let until = self.point.and_then(|point| point.duration_since(now()?).ok());
        self.length.max(until).filter(|wait| !wait.is_zero())
    }
}

impl Extend<Moment> for Latest {
    fn extend<I: IntoIterator<Item = Moment>>(&mut self, moments: I) {
        moments.into_iter().for_each(|moment| self.add(moment));
    }
}

impl From<Moment> for Latest {
    fn from(moment: Moment) -> Self {
        let mut this = Self::default();
        this.add(moment);
        this
    }
}
