//! The meaning of an error's message. It never makes a failure retryable that a status or a code calls permanent.
//!
//! The text is read once: it is split into [words], the words are looked up in an [index] of [phrases], each phrase is a
//! [sign], and [pairs] of signs in one clause make others. Some words take back the rest of their clause.

mod index;
mod kind;
mod numbers;
mod pairs;
mod phrases;
mod reader;
mod sign;
mod signs;
mod words;

use core::time::Duration;
use std::time::SystemTime;

use self::kind::Mark;
use self::numbers::{Expected, Numbers};
use self::reader::Reader;
use self::sign::Sign;
use self::signs::Signs;
use self::words::{Token, Words};
use crate::verdict::PermanentReason;

/// Reads a text that is a duration and nothing else: `30 seconds`, `2 minutes and 5 seconds`.
pub(super) fn duration(text: &str) -> Option<Duration> {
    let mut numbers = Numbers::default();
    numbers.expect(Expected::Wait);
    for token in Words::new(text) {
        match token {
            Token::Number(number) => numbers.number(number),
            Token::Mark(Mark::Comma) => numbers.joint(),
            Token::Word(word) => match index::node(index::next(index::NONE, word)).sign? {
                Sign::And => numbers.joint(),
                unit => {
                    numbers.unit(unit.unit()?);
                }
            },
            Token::Mark(_) => return None,
        }
    }
    numbers.complete()
}

/// The meaning of a text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Prose {
    signs: Signs,
    opening: Option<Sign>,
    wait: Option<Duration>,
    reset: Option<Duration>,
    wait_at: Option<SystemTime>,
    reset_at: Option<SystemTime>,
    allows_nothing: bool,
    is_too_large: bool,
}

impl Prose {
    pub(super) fn read(text: &str) -> Self {
        let Reader { signs, numbers, opening, wait_at, reset_at, .. } = Reader::read(text);
        let is_too_large =
            signs.has(Sign::TooLarge) || numbers.is_too_large() && !signs.has(Sign::RequestLimit);
        Self {
            signs,
            opening,
            wait: numbers.wait,
            reset: numbers.reset,
            wait_at,
            reset_at,
            allows_nothing: numbers.allows_nothing(),
            is_too_large,
        }
    }

    /// The meaning of two texts of one error.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            signs: self.signs.union(other.signs),
            opening: self.opening.or(other.opening),
            wait: self.wait.max(other.wait),
            reset: self.reset.max(other.reset),
            wait_at: self.wait_at.max(other.wait_at),
            reset_at: self.reset_at.max(other.reset_at),
            allows_nothing: self.allows_nothing || other.allows_nothing,
            is_too_large: self.is_too_large || other.is_too_large,
        }
    }

    /// The longest wait that the message asks for.
    pub(super) fn wait(&self) -> Option<Duration> {
        self.wait.filter(|wait| !wait.is_zero())
    }

    /// The time at which the limit is full again, by the message.
    pub(super) fn reset(&self) -> Option<Duration> {
        self.reset.filter(|wait| !wait.is_zero())
    }

    /// The same waits, as dates.
    pub(super) fn wait_at(&self) -> Option<SystemTime> {
        self.wait_at
    }

    pub(super) fn reset_at(&self) -> Option<SystemTime> {
        self.reset_at
    }

    /// Whether the money is gone, or the account suspended.
    pub(super) fn tells_no_money(&self) -> bool {
        self.signs.has(Sign::NoMoney)
    }

    /// Whether a code names a limit of money.
    pub(super) fn names_money(&self) -> bool {
        self.tells_no_money() || self.signs.has(Sign::SpendLimit)
    }

    /// Whether the limit that was met is one by the day, the week, or the month, or one that does not say by what.
    pub(super) fn tells_window(&self) -> bool {
        let has = |sign| self.signs.has(sign);
        let is_vague = has(Sign::WindowStated) || has(Sign::UsageLimitMet) || has(Sign::NoQuota);
        has(Sign::WindowMet) || is_vague && !has(Sign::Passing)
    }

    /// Whether a code names a limit by the day, the week, or the month.
    pub(super) fn names_window(&self) -> bool {
        self.signs.has(Sign::Window) || self.tells_window()
    }

    /// Whether a quota is exceeded, whichever it is.
    pub(super) fn tells_quota(&self) -> bool {
        self.signs.has(Sign::QuotaMet)
    }

    /// Whether a limit is zero.
    pub(super) fn allows_nothing(&self) -> bool {
        self.allows_nothing
    }

    /// Whether this one request is more than the limit.
    pub(super) fn is_too_large(&self) -> bool {
        self.is_too_large
    }

    pub(super) fn is_too_long(&self) -> bool {
        self.signs.has(Sign::TooLong) || self.is_too_large
    }

    pub(super) fn is_refused(&self) -> bool {
        self.signs.has(Sign::Refused)
    }

    /// Whether the server has too much to do.
    pub(super) fn is_overload(&self) -> bool {
        self.signs.has(Sign::Overloaded)
    }

    /// Whether we have sent too much, by any word that a rate limit may use.
    pub(super) fn mentions_throttling(&self) -> bool {
        [Sign::Throttled, Sign::RateLimit, Sign::TooMany].into_iter().any(|sign| self.signs.has(sign))
    }

    /// Whether the message says outright that we have sent too much.
    pub(super) fn is_throttled(&self) -> bool {
        self.signs.has(Sign::TooMany)
    }

    /// Whether the server did not answer in time.
    pub(super) fn is_timeout(&self) -> bool {
        self.signs.has(Sign::TimedOut)
    }

    /// Whether the server failed, and says no more.
    pub(super) fn is_failure(&self) -> bool {
        self.signs.has(Sign::Failed) && !self.signs.has(Sign::Region)
    }

    /// The proof in the phrase that the message begins with, if the phrase is a separate clause.
    pub(super) fn opening(&self) -> Option<PermanentReason> {
        match self.opening? {
            Sign::NoMoney => Some(PermanentReason::Quota),
            Sign::TooLong | Sign::TooLarge => Some(PermanentReason::TooLong),
            Sign::Refused => Some(PermanentReason::Refused),
            _ => None,
        }
    }
}
