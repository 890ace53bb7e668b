//! What a phrase means where it stands: a sign, those that it makes with others of its clause, and what the numbers around it are.

use super::{Place, Reader};
use crate::http::prose::numbers::Expected;
use crate::http::prose::pairs;
use crate::http::prose::sign::{Sign, Signs};

impl Reader<'_> {
    /// Notes a sign, and returns whether it has to do with the numbers around it.
    pub(super) fn note(&mut self, sign: Sign, first: u32) -> bool {
        match sign {
            Sign::Filler => self.numbers.filler(),
            Sign::Is => self.numbers.equals(),
            Sign::One => self.numbers.article(),
            Sign::And => self.numbers.joint(),
            Sign::After => self.numbers.after(),
            Sign::AfterReset => self.numbers.after_reset(),
            Sign::Left => self.numbers.left(),
            Sign::Requests => self.numbers.requests(),
            Sign::Wait => self.numbers.expect(Expected::Wait),
            Sign::ResetWait => self.numbers.expect(Expected::ResetWait),
            Sign::Requested => self.numbers.expect(Expected::Requested),
            Sign::LimitOf => {
                self.combine(Sign::Limit, first);
                self.numbers.expect(Expected::Limit);
            }
            Sign::Per => {
                self.is_slash = self.words.is_slash();
                self.numbers.expect(Expected::Period);
            }
            Sign::Offer => {
                self.is_offer = true;
                return false;
            }
            Sign::RequestRate => {
                self.combine(Sign::Passing, first);
                return self.combine(Sign::RequestLimit, first);
            }
            // `acme:daily` and `acme/daily` are names of models.
            Sign::Daily if matches!(self.words.around().0, b':' | b'/') => return false,
            _ => match sign.unit() {
                Some(nanos) => self.note_unit(nanos, first),
                None => return self.combine(sign, first),
            },
        }
        true
    }

    fn note_unit(&mut self, nanos: u64, first: u32) {
        let Some(sign) = self.numbers.unit(nanos) else { return };
        // `org/day-trader` is a name.
        let goes_on = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'/');
        if !(self.is_slash && goes_on(self.words.around().1)) {
            self.combine(sign, first);
        }
    }

    /// Notes a sign, and those that it makes with others of this clause.
    #[inline]
    fn combine(&mut self, sign: Sign, first: u32) -> bool {
        if self.signs.has(sign) && pairs::is_alone(sign) {
            return false;
        }
        if Signs::FINDINGS.has(sign) {
            if self.is_void(sign) {
                return false;
            }
            if first == 0 {
                self.candidate = Some(sign);
            }
        }
        self.signs.add(sign);
        self.in_clause.add(sign);
        self.places[sign as usize] = Place { first, last: self.word };
        self.in_clause.has_any(pairs::before(sign)) && self.pair_up(sign, first)
    }

    #[inline(never)]
    fn pair_up(&mut self, sign: Sign, first: u32) -> bool {
        let mut is_of_number = false;
        for pair in pairs::ending_with(sign) {
            let place = self.places[pair.first as usize];
            let between = first.wrapping_sub(place.last + 1);
            if self.in_clause.has(pair.first) && between <= pair.between {
                is_of_number |= self.note(pair.makes, place.first);
            }
        }
        is_of_number
    }

    /// Whether what stands before a finding takes it back.
    fn is_void(&self, finding: Sign) -> bool {
        let is_of_limit =
            || self.is_offer || self.signs.has(Sign::Passing) || self.in_clause.has(Sign::Price);
        self.in_clause.has(Sign::Doubt) || finding == Sign::Window && is_of_limit()
    }
}
