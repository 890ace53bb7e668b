//! The numbers of a text: waits, units of time behind "per", and the amounts of a limit.
//!
//! A duration is parts of a number and a unit, joined by nothing, a comma, or "and": `1m26.4s`, `2 minutes and 5 seconds`. Of a
//! range (`5-10 minutes`) the end counts, and of several waits the longest. A number without a unit is no duration.

mod durations;

use core::time::Duration;

use crate::http::number::{BILLION, Number, Sum};

/// A limit over this long a time does not pass during a call.
const DAY: u64 = 86_400 * BILLION;

/// The role of the next number.
#[derive(Clone, Copy, Default, PartialEq)]
pub(super) enum Expected {
    #[default]
    Nothing,
    Wait,
    /// The same, in seconds if the clause ends without a unit.
    Header,
    ResetWait,
    /// A wait in seconds.
    Seconds,
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
    /// The parts of a duration so far, and the unit of the last one.
    sum: Option<Sum>,
    unit: u64,
    /// The seconds of `1:30`, which are minutes if "hours" follows.
    short: Option<u64>,
    /// The last token is the number of a limit, and how it is counted follows.
    last_limit: Option<Number>,
    /// Something of this waits for its end.
    is_busy: bool,

    pub(super) wait: Option<Duration>,
    /// The longest wait before the last one.
    wait_before: Option<Duration>,
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

    /// "Retry after", whose number has no unit if the message repeats the header.
    pub(super) fn expect_header(&mut self) {
        self.expect(Expected::Header);
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
            Expected::Seconds => {
                (self.sum, self.expected) = (Some(number.of(BILLION)), Expected::Wait);
                self.close();
            }
            _ => {
                // `2025-05-28`
                if self.number.is_some() && self.expected == Expected::Header {
                    self.expected = Expected::Wait;
                }
                self.number = Some(number);
            }
        }
    }

    /// The end of a clause.
    #[inline]
    pub(super) fn close_clause(&mut self) {
        if self.is_busy {
            self.end_header();
            self.end();
        }
    }

    /// A comma, which may stand between the parts of a duration.
    pub(super) fn comma(&mut self) {
        self.end_header();
        self.joint();
    }

    fn end_header(&mut self) {
        if self.expected == Expected::Header && self.sum.is_none() {
            self.sum = self.number.take().map(|number| number.of(BILLION));
        }
    }

    /// The next number is the end of a name.
    pub(super) fn glued(&mut self) {
        if matches!(self.expected, Expected::Limit | Expected::Requested) {
            self.close();
        }
    }

    pub(super) fn expects_wait(&self) -> bool {
        matches!(self.expected, Expected::Wait | Expected::Header | Expected::ResetWait)
    }

    /// Whether the first parts of a wait have been read.
    pub(super) fn is_in_wait(&self) -> bool {
        self.expects_wait() && self.sum.is_some()
    }

    /// Whether a duration has been read that nothing has been said about.
    pub(super) fn has_duration(&self) -> bool {
        self.expected == Expected::Nothing && self.sum.is_some()
    }

    /// Something that may stand between the parts of a duration.
    pub(super) fn joint(&mut self) {
        if self.sum.is_none() {
            self.close();
        }
    }

    /// "Or": two waits, or two ends of a range.
    pub(super) fn alternative(&mut self) {
        if self.expects_wait() {
            let expected = self.expected;
            if self.sum.is_some() {
                self.expect(expected);
            }
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
        if self.expected != Expected::Seconds
            && (self.sum.is_some() || matches!(self.expected, Expected::Period | Expected::Nothing))
        {
            self.close();
        }
    }

    /// The words behind a duration that make it a wait: `30秒后`, "10 seconds later".
    pub(super) fn after(&mut self) {
        if self.has_duration() {
            self.expected = Expected::Wait;
        }
        // `请稍后30秒`
        if self.sum.is_some() || !self.expects_wait() {
            self.close();
        }
    }

    /// The wait that was just read is one for a reset.
    pub(super) fn after_reset(&mut self) {
        self.reset = self.reset.max(self.wait.take());
    }

    /// Drops the wait that was just read, because the text does not ask for it: "the wait time of 60 s was exceeded".
    pub(super) fn take_back(&mut self) {
        self.close();
        self.wait = self.wait_before;
    }

    /// "0 remaining" is no limit of zero, and "9 seconds remaining" is a reset, if it is of a limit.
    pub(super) fn left(&mut self, is_of_limit: bool) {
        self.last_limit = None;
        if is_of_limit && self.has_duration() {
            self.expected = Expected::ResetWait;
        }
        self.close();
    }

    /// "Limit 10 requests": no single request is more than that.
    pub(super) fn requests(&mut self) {
        self.is_of_requests |= self.last_limit.is_some();
        self.close();
    }

    /// Whether something waits for its end.
    pub(super) fn is_busy(&self) -> bool {
        self.is_busy
    }

    /// Anything else: what was begun is complete.
    #[inline]
    pub(super) fn close(&mut self) {
        if self.is_busy {
            self.end();
        }
    }

    #[inline]
    fn end(&mut self) {
        self.is_busy = false;
        self.number = None;
        if let Some(limit) = self.last_limit.take() {
            self.allows_nothing |= limit == Number::ZERO;
        }
        match core::mem::take(&mut self.expected) {
            expected @ (Expected::Wait | Expected::Header | Expected::ResetWait) => self.end_wait(expected),
            _ => (self.short, self.sum) = (None, None),
        }
    }

    #[inline(never)]
    fn end_wait(&mut self, expected: Expected) {
        let short = self.short.take().map(|seconds| Number::whole(seconds).of(BILLION));
        let wait = self.sum.take().or(short).map(Sum::into_duration);
        if expected == Expected::ResetWait {
            self.reset = self.reset.max(wait);
        } else {
            self.wait_before = self.wait;
            self.wait = self.wait.max(wait);
        }
    }

    /// The duration, if no number has been left without a unit.
    pub(super) fn complete(self) -> Option<Duration> {
        self.sum.filter(|_| self.number.is_none()).map(Sum::into_duration)
    }

    /// Whether a number waits for its unit, or a duration for the words that make a wait of it.
    pub(super) fn needs_more(&self) -> bool {
        self.is_busy && (self.number.is_some() || self.expected == Expected::Period || self.has_duration())
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
