//! The meaning of a phrase where it stands: its sign, the signs that it makes with others of its clause, and the role of the
//! numbers around it.

use super::{Place, Reader};
use crate::http::prose::numbers::Expected;
use crate::http::prose::pairs;
use crate::http::prose::sign::Sign;
use crate::http::prose::signs::Signs;

impl Reader<'_> {
    /// Notes a sign. Its words begin with `first`, and the words that completed it begin with `last`.
    #[inline]
    pub(super) fn note(&mut self, sign: Sign, first: u32, last: u32) {
        if sign.is_in_sets() {
            self.combine(sign, first, last);
        } else if self.note_here(sign, first, last) {
            self.number_word = self.word;
        }
    }

    /// Notes a sign that is understood where it stands, and returns whether it has to do with the numbers around it.
    #[inline(never)]
    fn note_here(&mut self, sign: Sign, first: u32, last: u32) -> bool {
        match sign {
            Sign::Filler => {
                self.open();
                self.numbers.filler();
            }
            Sign::Is => self.numbers.equals(),
            Sign::And | Sign::Or => self.note_conjunction(sign),
            Sign::AndHalf => self.numbers.and_half(),
            Sign::Half => self.numbers.half(),
            Sign::After => self.numbers.after(),
            Sign::AfterReset => self.numbers.after_reset(),
            Sign::Later if self.in_clause.has(Sign::Again) => self.numbers.after(),
            Sign::Left => self.note_left(),
            Sign::Requests => self.numbers.requests(),
            Sign::Wait if self.is_negated(0, first) => return false,
            // "Do not retry after 5".
            Sign::RetryAfter if !self.in_clause.has(Sign::Again) => return false,
            Sign::Wait => self.numbers.expect(Expected::Wait),
            Sign::RetryAfter => self.numbers.expect_header(),
            Sign::WaitSeconds => self.numbers.expect(Expected::Seconds),
            Sign::ResetWait => self.numbers.expect(Expected::ResetWait),
            Sign::Requested => self.numbers.expect(Expected::Requested),
            Sign::LimitOf => return self.note_limit(first, last),
            // "Try again in one minute".
            Sign::Per if self.numbers.expects_wait() => return false,
            Sign::Per => {
                self.is_slash = self.words.is_slash();
                self.numbers.expect(Expected::Period);
            }
            Sign::RequestRate => return self.note_request_rate(first, last),
            Sign::Nothing | Sign::Guess | Sign::Opener | Sign::Which | Sign::Elapsed => {
                return self.note_void(sign, first);
            }
            _ => return self.note_amount(sign, first),
        }
        true
    }

    #[inline(never)]
    fn note_limit(&mut self, first: u32, last: u32) -> bool {
        self.combine(Sign::Limit, first, last);
        self.numbers.expect(Expected::Limit);
        true
    }

    #[inline(never)]
    fn note_request_rate(&mut self, first: u32, last: u32) -> bool {
        self.combine(Sign::Passing, first, last);
        self.combine(Sign::RequestLimit, first, last);
        false
    }

    /// A unit of time, or a number in letters.
    #[inline(never)]
    fn note_amount(&mut self, sign: Sign, first: u32) -> bool {
        if let Some(nanos) = sign.unit() {
            self.note_unit(nanos, first);
        } else if let Some(count) = sign.count() {
            self.numbers.count(count);
        } else {
            return false;
        }
        true
    }

    fn note_unit(&mut self, nanos: u64, first: u32) {
        if self.numbers.expects_wait() {
            self.unit_word = self.word;
        }
        let Some(sign) = self.numbers.unit(nanos) else { return };
        // `org/day-trader` is a name.
        let goes_on = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'/');
        if !(self.is_slash && goes_on(self.words.around().1)) {
            self.combine(sign, first, first);
        }
    }

    /// "9 seconds remaining" of a limit is a reset.
    fn note_left(&mut self) {
        const OF_LIMIT: Signs =
            Signs::NONE.with(Sign::RateLimit).with(Sign::TooMany).with(Sign::Limit).with(Sign::Throttled);
        self.numbers.left(self.signs.has_any(OF_LIMIT));
    }

    /// Notes a sign, and those that it makes with others of this clause.
    #[inline]
    pub(super) fn combine(&mut self, sign: Sign, first: u32, last: u32) {
        if Signs::SPECIAL.has(sign) && !self.counts(sign, first, last) {
            return;
        }
        self.signs.add(sign);
        self.in_clause.add(sign);
        self.places[sign as usize] = Place { first, last: self.word };
        let others = self.in_clause.and(pairs::before(sign));
        if !others.is_empty() {
            self.pair_up(others, sign, first);
        }
    }

    /// Whether a sign counts where it stands.
    #[inline(never)]
    fn counts(&mut self, sign: Sign, first: u32, last: u32) -> bool {
        if self.in_clause.has(Sign::Negation)
            && Signs::NEGATED.has(sign)
            && self.is_negated(reach(sign), first)
        {
            return false;
        }
        if Signs::FINDINGS.has(sign) {
            let is_void = self.is_void(sign, last);
            if first <= self.opened && !is_void {
                self.candidate = Some(sign);
            }
            return !is_void;
        }
        match sign {
            Sign::Passing | Sign::Offer => self.turn(sign),
            Sign::Met => {
                self.take_back_wait();
                // "2 per second exceeded" says nothing of a limit that comes later.
                if self.is_of_passing_limit() {
                    self.signs.add(Sign::Met);
                    let others = self.in_clause.and(pairs::before(sign));
                    self.pair_up(others, sign, first);
                    return false;
                }
            }
            // `acme:daily` and `acme/daily` are names of models.
            Sign::Daily => return !self.is_in_name(),
            _ => {}
        }
        true
    }

    /// Notes the pairs that the others make with a sign.
    #[inline(never)]
    fn pair_up(&mut self, others: Signs, sign: Sign, first: u32) {
        for other in others.numbers() {
            let (pair, place) = (pairs::of(other, sign), self.places[other]);
            let between = first.wrapping_sub(place.last + 1);
            // "Limit exceeded for the day": one sign stands between the parts of the other.
            let is_amid = || matches!(pair.first, Sign::Met | Sign::Exhausted) && place.first >= first;
            if between <= pair.between || is_amid() {
                self.note(pair.makes, place.first, first);
            }
        }
    }
}

/// The number of words that may stand between "not" and this sign: "not yet been reached", "do not retry".
const fn reach(sign: Sign) -> u32 {
    if matches!(sign, Sign::Again) { 0 } else { 2 }
}
