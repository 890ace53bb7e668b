//! The parts of a duration.

use super::{DAY, Expected, Numbers};
use crate::http::number::{BILLION, Number, Sum};
use crate::http::prose::sign::Sign;

const HOUR: u64 = 3600 * BILLION;

impl Numbers {
    /// A span that needs no unit. Behind a date it is a time of the day.
    pub(in crate::http::prose) fn clock(&mut self, seconds: u64) {
        if self.number.is_some() {
            return self.forget();
        }
        self.sum = Some(Number::whole(seconds).of(BILLION));
        self.close();
    }

    /// `1:30`, which a unit may follow.
    pub(in crate::http::prose) fn short_clock(&mut self, seconds: u64) {
        if self.number.is_some() {
            return self.forget();
        }
        (self.short, self.is_busy) = (Some(seconds), true);
    }

    /// The number that was expected is no number of that kind.
    pub(in crate::http::prose) fn forget(&mut self) {
        self.expected = Expected::Nothing;
        self.close();
    }

    /// A unit, and what it makes of the number before it: a limit by time, or the name of one.
    pub(in crate::http::prose) fn unit(&mut self, nanos: u64) -> Option<Sign> {
        if let Some(short) = self.short.take() {
            let seconds = if nanos == HOUR { short.saturating_mul(60) } else { short };
            self.sum = Some(Number::whole(seconds).of(BILLION));
            self.close();
            return None;
        }
        let Some(number) = self.number.take() else {
            if self.expected == Expected::Period {
                // Nothing else is open.
                (self.expected, self.is_busy) = (Expected::Nothing, false);
                return Some(if nanos >= DAY { Sign::Window } else { Sign::Passing });
            }
            // A Chinese unit of one character may be the beginning of one with two.
            if !(self.sum.is_some() && self.unit == nanos) {
                self.close();
            }
            return None;
        };
        let part = number.of(nanos);
        let is_long = part >= Number::ONE.of(DAY);
        self.sum = Some(self.sum.unwrap_or(Sum::ZERO).plus(part));
        self.unit = nanos;
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

    /// A number in letters: "a minute" is one.
    pub(in crate::http::prose) fn count(&mut self, count: u64) {
        if self.expects_wait() {
            self.number = Some(Number::whole(count));
        } else {
            self.close();
        }
    }

    /// "Half an hour".
    pub(in crate::http::prose) fn half(&mut self) {
        self.number = Number::read(".5").map(|(half, _)| half);
        self.is_busy = true;
    }

    /// "An hour and a half".
    pub(in crate::http::prose) fn and_half(&mut self) {
        self.number = None;
        self.sum = self.sum.map(|sum| sum.plus(Number::whole(self.unit / 2).of(1)));
    }
}
