//! A time to come back at, as servers write it: a length of time, or a point in time.

use core::time::Duration;
use std::time::{SystemTime, UNIX_EPOCH};

use super::duration;
use super::number::{BILLION, Number};
use super::prose;

/// As seconds from now more than 30 years, as a Unix time 2001.
const UNIX_SECONDS: Duration = Duration::from_secs(1_000_000_000);
/// As Unix seconds in 33,000 years.
const UNIX_MILLISECONDS: Duration = Duration::from_secs(1_000_000_000_000);

/// The unit of a number without one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Unit {
    Seconds,
    Milliseconds,
    Minutes,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Moment {
    In(Duration),
    At(SystemTime),
}

impl Moment {
    /// Reads a number, a duration (`6m0s`, `PT6M`, `6 minutes`), a date of RFC 3339 or of HTTP, or a Unix time, which its size tells
    /// from a length of time.
    pub(super) fn parse(text: &str, unit: Unit) -> Option<Self> {
        let text = text.trim();
        Self::number(text, unit)
            .or_else(|| duration::parse(text).or_else(|| duration::parse_iso(text)).map(Self::In))
            .or_else(|| humantime::parse_rfc3339(text).ok().map(Self::At))
            .or_else(|| httpdate::parse_http_date(text).ok().map(Self::At))
            .or_else(|| prose::duration(text).map(Self::In))
    }

    /// Reads a whole text that is one number.
    pub(super) fn number(text: &str, unit: Unit) -> Option<Self> {
        let (number, rest) = Number::read(text)?;
        if !rest.is_empty() || !number.is_known() {
            return None;
        }
        let nanos = match unit {
            Unit::Seconds => BILLION,
            Unit::Milliseconds => BILLION / 1000,
            Unit::Minutes => 60 * BILLION,
        };
        let since_epoch = number.of(BILLION).into_duration();
        let since_epoch = match unit {
            Unit::Seconds if since_epoch < UNIX_SECONDS => None,
            Unit::Seconds if since_epoch < UNIX_MILLISECONDS => Some(since_epoch),
            Unit::Minutes => None,
            Unit::Milliseconds if since_epoch < UNIX_MILLISECONDS => None,
            Unit::Seconds | Unit::Milliseconds => Some(since_epoch / 1000),
        };
        match since_epoch {
            Some(since_epoch) => UNIX_EPOCH.checked_add(since_epoch).map(Self::At),
            None => Some(Self::In(number.of(nanos).into_duration())),
        }
    }
}

/// The latest of several moments: which one it is can depend on the time.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Latest {
    length: Option<Duration>,
    point: Option<SystemTime>,
}

impl Latest {
    pub(super) fn add(&mut self, moment: Moment) {
        match moment {
            Moment::In(length) => self.length = self.length.max(Some(length)),
            Moment::At(point) => self.point = self.point.max(Some(point)),
        }
    }

    pub(super) fn and(mut self, other: Self) -> Self {
        self.length = self.length.max(other.length);
        self.point = self.point.max(other.point);
        self
    }

    /// How long it is until then. Zero and the past are no wait.
    pub(super) fn wait(self, now: impl FnOnce() -> Option<SystemTime>) -> Option<Duration> {
        let until = self.point.and_then(|point| point.duration_since(now()?).ok());
        self.length.max(until).filter(|wait| !wait.is_zero())
    }
}

impl From<Moment> for Latest {
    fn from(moment: Moment) -> Self {
        let mut this = Self::default();
        this.add(moment);
        this
    }
}
