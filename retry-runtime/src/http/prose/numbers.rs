//! The numbers of a text: waits, units of time behind "per", and the amounts of a limit.
//!
//! A duration is parts of a number and a unit, joined by nothing, a comma, or "and": `1m26.4s`, `2 minutes and 5 seconds`. Of a
//! range (`5-10 minutes`) the end counts, and of several waits the longest. A number without a unit is no duration.

use core::time::Duration;

use super::sign::Sign;
use crate::http::number::{BILLION, Number, Sum};

/// A limit that is counted over so long a time is none that passes.
const DAY: u64 = 86_400 * BILLION;

/// The role of the next number.
#[derive(Clone, Copy, Default, PartialEq)]
pub(super) enum Expected {
    #[default]
    Nothing,
    Wait,
    ResetWait,
    /// A unit of time, perhaps with a number: behind "per".
    Period,
    Limit,
    Requested,
}

#[derive(Default)]
pub(super) struct Numbers {
    expected: Expected,
    /// A number that waits for its unit.
    number: Option<Number>,
    /// The parts of a duration so far.
    sum: Option<Sum>,
    /// The last token is the number of a limit, and how it is counted follows.
    last_limit: Option<Number>,
    /// Something of this waits for its end.
    is_busy: bool,

    pub(super) wait: Option<Duration>,
    pub(super) reset: Option<Duration>,
    limit: Option<Number>,
    requested: Option<Number>,
    allows_nothing: bool,
    is_of_requests: bool,
}

impl Numbers {
    /// A phrase that a number belongs to.
    pub(super) fn expect(&mut self, expected: Expected) {
        self.close();
        self.expected = expected;
        self.is_busy = true;
    }

    pub(super) fn number(&mut self, number: Number) {
        self.is_busy = true;
        match self.expected {
            Expected::Limit => {
                self.limit.get_or_insert(number);
                self.close();
                self.last_limit = Some(number);
                self.is_busy = true;
            }
            Expected::Requested => {
                self.requested.get_or_insert(number);
                self.close();
            }
            _ => self.number = Some(number),
        }
    }

    /// The next number is the end of a name.
    pub(super) fn glued(&mut self) {
        if matches!(self.expected, Expected::Limit | Expected::Requested) {
            self.close();
        }
    }

    pub(super) fn expects_wait(&self) -> bool {
        matches!(self.expected, Expected::Wait | Expected::ResetWait)
    }

    /// A span that needs no unit.
    pub(super) fn clock(&mut self, seconds: u64) {
        self.sum = Some(Number::whole(seconds).of(BILLION));
        self.close();
    }

    /// A unit, and what it makes of the number before it: a limit by time, or the name of one.
    pub(super) fn unit(&mut self, nanos: u64) -> Option<Sign> {
        let Some(number) = self.number.take() else {
            if self.expected == Expected::Period {
                // Nothing else is open.
                (self.expected, self.is_busy) = (Expected::Nothing, false);
                return Some(if nanos >= DAY { Sign::Window } else { Sign::Passing });
            }
            self.close();
            return None;
        };
        let part = number.of(nanos);
        let is_long = part >= Number::ONE.of(DAY);
        self.sum = Some(self.sum.unwrap_or(Sum::ZERO).plus(part));
        match self.expected {
            Expected::Period => {
                self.close();
                Some(if is_long { Sign::Window } else { Sign::Passing })
            }
            // "24 hour limit"
            Expected::Nothing if is_long => Some(Sign::Daily),
            _ => None,
        }
    }

    /// Something that may stand between the parts of a duration.
    pub(super) fn joint(&mut self) {
        if self.sum.is_none() {
            self.close();
        }
    }

    /// "A minute" is one.
    pub(super) fn article(&mut self) {
        if self.expects_wait() {
            self.number = Some(Number::ONE);
        } else {
            self.close();
        }
    }

    /// Something that may stand between a wait and its duration, or in a range.
    pub(super) fn filler(&mut self) {
        if self.sum.is_some() || !self.expects_wait() {
            self.close();
        }
    }

    /// A colon, an equals sign, "is": may stand before any number.
    pub(super) fn equals(&mut self) {
        if self.sum.is_some() || matches!(self.expected, Expected::Period | Expected::Nothing) {
            self.close();
        }
    }

    /// The words behind a duration in Chinese that make it a wait: `30秒后`.
    pub(super) fn after(&mut self) {
        if self.expected == Expected::Nothing && self.sum.is_some() {
            self.expected = Expected::Wait;
        }
        self.close();
    }

    /// The wait that was just read is one for a reset.
    pub(super) fn after_reset(&mut self) {
        self.reset = self.reset.max(self.wait.take());
    }

    /// "0 remaining" is no limit of zero.
    pub(super) fn left(&mut self) {
        self.last_limit = None;
        self.close();
    }

    /// "Limit 10 requests": no single request is more than that.
    pub(super) fn requests(&mut self) {
        self.is_of_requests |= self.last_limit.is_some();
        self.close();
    }

    /// Anything else: what was begun is complete.
    #[inline]
    pub(super) fn close(&mut self) {
        if self.is_busy {
            self.end();
        }
    }

    fn end(&mut self) {
        self.is_busy = false;
        self.number = None;
        self.allows_nothing |= self.last_limit.take() == Some(Number::ZERO);
        let sum = self.sum.take().map(Sum::into_duration);
        match core::mem::take(&mut self.expected) {
            Expected::Wait => self.wait = self.wait.max(sum),
            Expected::ResetWait => self.reset = self.reset.max(sum),
            _ => {}
        }
    }

    /// The duration, if no number has been left without a unit.
    pub(super) fn complete(self) -> Option<Duration> {
        self.sum.filter(|_| self.number.is_none()).map(Sum::into_duration)
    }

    /// Whether a number waits for its unit, which may take more than one character.
    pub(super) fn needs_unit(&self) -> bool {
        self.number.is_some() || self.expected == Expected::Period
    }

    /// A limit of zero: Gemini's `limit: 0` for a model that the plan does not have.
    pub(super) fn allows_nothing(&self) -> bool {
        self.allows_nothing
    }

    /// One request that is more than the limit: OpenAI's and Groq's `Limit 30000, Requested 36278`.
    pub(super) fn is_too_large(&self) -> bool {
        !self.is_of_requests && self.limit.is_some() && self.requested > self.limit
    }
}
