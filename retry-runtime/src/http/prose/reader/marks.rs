//! The numbers and marks between the words.

use super::Reader;
use crate::http::number::Number;
use crate::http::prose::index;
use crate::http::prose::kind::Mark;
use crate::http::prose::sign::Sign;
use crate::http::prose::signs::Signs;
use crate::http::prose::words::{Clock, Token, ZERO};

impl Reader<'_> {
    #[inline]
    pub(super) fn read_other(&mut self, token: Token) {
        self.known += 1;
        match token {
            Token::Mark(Mark::Minus) => {
                self.numbers.close();
                self.read_nothing();
            }
            Token::Mark(mark) => return self.read_mark(mark),
            Token::Number(number) => self.read_number(number),
            Token::Word(_) => {}
        }
        self.candidate = None;
    }

    #[inline(never)]
    fn read_number(&mut self, number: Number) {
        let (before, after) = self.words.around();
        if after == b':' && self.numbers.expects_wait() {
            if let Some(clock) = self.words.clock() {
                self.begun = index::NONE;
                return match clock {
                    Clock::Span(seconds) => self.numbers.clock(seconds),
                    Clock::Short(seconds) => self.numbers.short_clock(seconds),
                    Clock::Time => self.numbers.forget(),
                };
            }
        }
        if after == b'-' && self.read_date().is_some() {
            return;
        }
        if before.is_ascii_alphabetic() {
            // `limit0` is another word.
            self.numbers.glued();
        } else if self.words.is_after_currency() {
            self.in_clause.add(Sign::Price);
        }
        if number == Number::ZERO {
            self.read_nothing();
        } else {
            self.begun = index::NONE;
        }
        if after == b'%' {
            self.read_percentage(number);
        }
        self.numbers.number(number);
    }

    /// "Try again at", "resets at", "blocked until" before a date.
    fn read_date(&mut self) -> Option<()> {
        let word_after = |sign: Sign| self.in_clause.has(sign).then(|| self.places[sign as usize].last + 1);
        let (again, reset) = (word_after(Sign::Again), word_after(Sign::Reset));
        let words_between = self.word.saturating_sub(again.max(reset)?);
        if words_between > 0 && !self.words.is_after_at() {
            return None;
        }
        let date = Some(self.words.date()?);
        let slot = if reset > again { &mut self.reset_at } else { &mut self.wait_at };
        *slot = date.max(*slot);
        self.numbers.forget();
        self.begun = index::NONE;
        Some(())
    }

    /// "100% of your quota" means that the limit is met. A smaller percentage means that it is not.
    fn read_percentage(&mut self, number: Number) {
        if number == Number::whole(100) {
            self.combine(Sign::Exhausted, self.word, self.word);
        } else {
            self.in_clause.add(Sign::Price);
        }
    }

    /// Zero, and a number below it, stand in phrases: "balance is 0".
    #[inline(never)]
    fn read_nothing(&mut self) {
        self.read_phrases(ZERO);
    }

    #[expect(clippy::inline_always, reason = "the kind of the mark is known where it is found")]
    #[inline(always)]
    pub(super) fn read_mark(&mut self, mark: Mark) {
        if self.candidate.is_some() {
            self.opening = self.opening.or(self.candidate.take());
        }
        match mark {
            Mark::Bracket => return self.numbers.filler(),
            Mark::Colon => return self.read_colon(),
            Mark::Line => {
                self.in_clause = self.in_clause.and(Signs::OF_WAIT);
                self.clause_before = Signs::NONE;
                return;
            }
            Mark::Stop if self.numbers.expects_wait() && self.words.goes_on_with_number() => return,
            Mark::Comma => self.numbers.comma(),
            Mark::Stop => self.numbers.close_clause(),
            Mark::Minus => self.numbers.close(),
        }
        self.begun = index::NONE;
        let is_end = mark == Mark::Stop;
        self.clause_before = if is_end { Signs::NONE } else { self.in_clause };
        self.in_clause = Signs::NONE;
        self.clause_start = self.word;
        self.is_offer &= !is_end;
        self.is_guess &= !is_end;
    }

    #[inline(never)]
    fn read_colon(&mut self) {
        // `1h:30m`
        if !(self.numbers.is_in_wait() && self.words.around().1.is_ascii_digit()) {
            self.numbers.equals();
        }
        // "If:", before a list.
        let is_last =
            |sign: Sign| self.in_clause.has(sign) && self.places[sign as usize].last + 1 == self.word;
        if !is_last(Sign::Doubt) {
            self.in_clause = self.in_clause.without(Signs::UP_TO_COLON);
        }
    }
}
