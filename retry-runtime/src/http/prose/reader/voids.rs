//! Words that take a statement of their clause back: it is negated, doubted, demanded, or offered.

use super::{Place, Reader};
use crate::http::prose::sign::Sign;
use crate::http::prose::signs::Signs;

impl Reader<'_> {
    /// Whether "not" stands before the word `first`, with at most `between` words between them.
    pub(super) fn is_negated(&self, between: u32, first: u32) -> bool {
        let place = self.places[Sign::Negation as usize];
        self.in_clause.has(Sign::Negation) && first.wrapping_sub(place.last + 1) <= between
    }

    /// Whether words before a finding take it back. The last part of the finding begins with the word `last`.
    pub(super) fn is_void(&self, finding: Sign, last: u32) -> bool {
        let stands_before = |sign: Sign| self.in_clause.has(sign) && self.places[sign as usize].first < last;
        self.is_guess
            || stands_before(Sign::Doubt)
            || !Signs::OF_REQUEST.has(finding) && stands_before(Sign::Demand)
            || finding == Sign::WindowStated && self.is_offer
            || Signs::OFFERED.has(finding) && (stands_before(Sign::Offer) || self.in_clause.has(Sign::Price))
    }

    /// Whether the last limit that the clause names is one that passes.
    pub(super) fn is_of_passing_limit(&self) -> bool {
        self.in_clause.has(Sign::Passing) && !self.in_clause.has(Sign::Window)
    }

    /// Notes a phrase that takes something back, or states nothing. It has nothing to do with the numbers around it.
    #[inline(never)]
    pub(super) fn note_void(&mut self, sign: Sign, first: u32) -> bool {
        match sign {
            Sign::Nothing => self.take_back_parts(first),
            Sign::Guess => self.is_guess = true,
            Sign::Opener => self.open(),
            Sign::Which => self.go_on(),
            _ => self.take_back_wait(),
        }
        false
    }

    /// The rest of the clause speaks of something else.
    pub(super) fn turn(&mut self, sign: Sign) {
        self.is_offer |= sign == Sign::Offer;
        self.in_clause = self.in_clause.without(Signs::OF_LIMIT);
    }

    /// A longer phrase took the words from `first` on, and the signs in them.
    pub(super) fn take_back_parts(&mut self, first: u32) {
        for sign in self.in_clause.numbers() {
            if self.places[sign].first >= first {
                self.in_clause = self.in_clause.without(Signs::of(sign));
            }
        }
    }

    /// "And" and "or" at the beginning of a clause go on with the doubt of the one before.
    #[inline(never)]
    pub(super) fn note_conjunction(&mut self, sign: Sign) {
        if self.word == self.clause_start && self.clause_before.has(Sign::Doubt) {
            self.in_clause.add(Sign::Doubt);
            self.places[Sign::Doubt as usize] = Place { first: self.word, last: self.word };
        }
        if sign == Sign::Or {
            self.numbers.alternative();
        } else {
            self.numbers.joint();
        }
    }

    /// "Your monthly limit, which you have reached".
    pub(super) fn go_on(&mut self) {
        if self.word == self.clause_start {
            let before = self.clause_before.without(Signs::UP_TO_COLON);
            self.in_clause = self.in_clause.union(before);
        }
    }

    /// A word like "your", with which a message may begin.
    pub(super) fn open(&mut self) {
        if self.word == self.opened {
            self.opened += 1;
        }
    }

    /// "The wait time of 60 s was exceeded", "retry after 3 s failed".
    pub(super) fn take_back_wait(&mut self) {
        let is_behind_unit = || self.unit_word >= self.clause_start && self.word - self.unit_word <= 3;
        let is_of_limit =
            || self.in_clause.has(Sign::Limit) && self.places[Sign::Limit as usize].last > self.unit_word;
        if self.unit_word > 0 && is_behind_unit() && !is_of_limit() {
            self.numbers.take_back();
        }
    }

    /// Whether the last word is part of a name like `ft:gpt-4o:acme:daily-digest`, or `acme/daily`.
    pub(super) fn is_in_name(&self) -> bool {
        let (before, after) = self.words.around();
        before == b'/' || before == b':' && !after.is_ascii_whitespace()
    }
}
