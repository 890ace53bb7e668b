//! One pass over a text, which notes the signs that its phrases are, and those that they make together.

use super::index;
use super::kind::Mark;
use super::numbers::{Expected, Numbers};
use super::pairs;
use super::sign::{SIGNS, Sign, Signs};
use super::words::{Token, Words, joined};

/// The longest phrase has so many words.
const LONGEST: usize = 8;

/// Where a sign was last seen.
#[derive(Clone, Copy)]
struct Place {
    /// Its first and its last word.
    start: u32,
    end: u32,
    clause: u32,
    sentence: u32,
}

pub(super) struct Reader<'t> {
    words: Words<'t>,
    /// The findings.
    pub(super) signs: Signs,
    pub(super) numbers: Numbers,
    /// A finding that the text begins with, in a clause of its own.
    pub(super) opening: Option<Sign>,
    /// The same, if the clause ends here.
    candidate: Option<Sign>,
    last: [Place; SIGNS],
    /// The beginnings of phrases that the last words are, and the word that each begins with. The longest is first.
    begun: [(u64, u32); LONGEST],
    begun_len: usize,
    /// How many words, clauses, and sentences have begun.
    word: u32,
    clause: u32,
    sentence: u32,
    /// The clause that names a price: "$20 per month" is no limit.
    priced: u32,
    /// The last "per" was a slash.
    is_slash: bool,
}

impl<'t> Reader<'t> {
    pub(super) fn read(text: &'t str) -> Self {
        let nowhere = Place { start: 0, end: 0, clause: u32::MAX, sentence: u32::MAX };
        let mut this = Self {
            words: Words::new(text),
            signs: Signs::default(),
            numbers: Numbers::default(),
            opening: None,
            candidate: None,
            last: [nowhere; SIGNS],
            begun: [(0, 0); LONGEST],
            begun_len: 0,
            word: 0,
            clause: 0,
            sentence: 0,
            priced: u32::MAX,
            is_slash: false,
        };
        while let Some((start, token)) = this.words.next_from() {
            this.token(start, token);
        }
        this.mark(Mark::Stop);
        this
    }

    #[inline]
    fn token(&mut self, start: usize, token: Token) {
        match token {
            Token::Word(hash) => self.word(start, hash),
            Token::Mark(mark) => self.mark(mark),
            Token::Number(number) => {
                self.candidate = None;
                self.begun_len = 0;
                match self.words.around(start).0 {
                    // A dollar, or the last byte of a pound, a yen, or a euro.
                    b'$' | 0xa3 | 0xa5 | 0xac => self.priced = self.clause,
                    // `limit0` is another word.
                    byte if byte.is_ascii_alphabetic() => self.numbers.glued(),
                    _ => {}
                }
                self.numbers.number(number);
            }
            Token::Clock(seconds) => self.numbers.clock(seconds),
        }
    }

    fn mark(&mut self, mark: Mark) {
        self.opening = self.opening.or(self.candidate.take());
        match mark {
            Mark::Bracket => return self.numbers.filler(),
            Mark::Colon => self.numbers.equals(),
            Mark::Comma => self.numbers.joint(),
            Mark::Stop | Mark::Minus => self.numbers.close(),
        }
        self.begun_len = 0;
        self.clause += u32::from(matches!(mark, Mark::Comma | Mark::Stop));
        self.sentence += u32::from(mark == Mark::Stop);
    }

    fn word(&mut self, start: usize, hash: u64) {
        self.candidate = None;
        self.begun[self.begun_len.min(LONGEST - 1)] = (0, self.word);
        let begun = self.begun;
        let count = (self.begun_len + 1).min(LONGEST);
        self.begun_len = 0;
        let mut is_known = false;
        let mut is_over = false;
        for (before, first) in begun.into_iter().take(count) {
            let Some(entry) = index::find(joined(before, hash)) else { continue };
            if entry.goes_on {
                self.begun[self.begun_len] = (joined(before, hash), first);
                self.begun_len += 1;
            }
            match entry.sign {
                _ if is_over => {}
                Some(Sign::Nothing) => is_over = true,
                Some(sign) => is_known |= self.note(sign, first, start),
                None => {}
            }
        }
        // A Chinese unit takes two characters.
        let is_begun = self.begun_len > 0 && self.numbers.needs_unit();
        if !(is_known || is_begun) {
            self.numbers.close();
        }
        self.word += 1;
    }

    /// Notes a sign, and returns whether it has to do with the numbers around it.
    fn note(&mut self, sign: Sign, first: u32, at: usize) -> bool {
        match sign {
            Sign::Filler => self.numbers.filler(),
            Sign::Is => self.numbers.equals(),
            Sign::One => self.numbers.article(),
            Sign::And => self.numbers.joint(),
            Sign::After => self.numbers.after(),
            Sign::AfterReset => self.numbers.after_reset(),
            Sign::Left => self.numbers.left(),
            Sign::Wait => self.numbers.expect(Expected::Wait),
            Sign::ResetWait => self.numbers.expect(Expected::ResetWait),
            Sign::Requested => self.numbers.expect(Expected::Requested),
            Sign::Per => {
                self.is_slash = self.words.is_at(at, b'/');
                self.numbers.expect(Expected::Period);
            }
            _ if sign.unit().is_some() => return self.unit(sign, first, at),
            _ => return self.part(sign, first, at),
        }
        true
    }

    fn unit(&mut self, unit: Sign, first: u32, at: usize) -> bool {
        // `org/day-trader` is a name.
        let after = self.words.around(at).1;
        let is_name = self.is_slash && (after.is_ascii_alphanumeric() || matches!(after, b'-' | b'_' | b'/'));
        match unit.unit().and_then(|nanos| self.numbers.unit(nanos)) {
            Some(sign) if !is_name => {
                self.part(sign, first, at);
            }
            _ => {}
        }
        true
    }

    /// Notes a sign that others may complete.
    fn part(&mut self, sign: Sign, first: u32, at: usize) -> bool {
        match sign {
            // `acme:daily` and `acme/daily` are names of models.
            Sign::Daily if matches!(self.words.around(at).0, b':' | b'/') => return false,
            Sign::LimitOf => {
                self.part(Sign::Limit, first, at);
                self.numbers.expect(Expected::Limit);
                return true;
            }
            Sign::RequestRate => {
                self.part(Sign::RequestLimit, first, at);
                self.part(Sign::Passing, first, at);
                return false;
            }
            Sign::RateLimit | Sign::TooMany => self.signs.add(Sign::Throttled),
            _ if self.is_void(sign) => return false,
            _ => {}
        }
        self.signs.add(sign);
        if first == 0 {
            self.candidate = Some(sign);
        }
        self.last[sign as usize] =
            Place { start: first, end: self.word, clause: self.clause, sentence: self.sentence };
        let mut is_known = false;
        for pair in pairs::ending_with(sign) {
            let place = self.last[pair.first as usize];
            let between = first.checked_sub(place.end + 1);
            if place.clause == self.clause && between.is_some_and(|between| between <= pair.between) {
                is_known |= self.note(pair.makes, place.start, at);
            }
        }
        is_known
    }

    /// Whether what stands before a finding takes it back.
    fn is_void(&self, sign: Sign) -> bool {
        let is_doubted = self.last[Sign::Doubt as usize].clause == self.clause;
        match sign {
            Sign::Window => {
                let is_offer = self.last[Sign::Offer as usize].sentence == self.sentence;
                is_doubted || is_offer || self.priced == self.clause || self.signs.has(Sign::Passing)
            }
            Sign::NoMoney
            | Sign::NoQuota
            | Sign::UsageLimitMet
            | Sign::TooLong
            | Sign::TooLarge
            | Sign::Refused => is_doubted,
            _ => false,
        }
    }
}
