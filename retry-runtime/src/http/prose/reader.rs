//! One pass over a text, which notes the signs that its phrases are, and those that they make together.

use super::index::{self, LONGEST};
use super::kind::Mark;
use super::numbers::{Expected, Numbers};
use super::pairs;
use super::sign::{SIGNS, Sign, Signs};
use super::words::{Token, Words, joined};

/// So many words, numbers, and marks are read at most: more than 64 KiB of prose have, and fewer than 64 KiB of noise.
const MOST_TOKENS: usize = 16 * 1024;

/// The first and the last word of a phrase.
#[derive(Clone, Copy, Default)]
struct Place {
    first: u32,
    last: u32,
}

/// What the phrases have come to that end with one word.
struct Found {
    /// The shorter ones do not count.
    is_over: bool,
    /// They have to do with the numbers around them.
    is_of_number: bool,
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
    /// The signs of this clause that others may complete or take back, and where each was last seen.
    in_clause: Signs,
    places: [Place; SIGNS],
    /// The beginnings of phrases that the last words are, and the word that each begins with. The longest is first.
    begun: [(u64, u32); LONGEST],
    begun_len: usize,
    /// How many words have been read.
    word: u32,
    /// This sentence offers something.
    is_offer: bool,
    /// The last "per" was a slash.
    is_slash: bool,
}

impl<'t> Reader<'t> {
    pub(super) fn read(text: &'t str) -> Self {
        Self::new(text).read_all()
    }

    fn new(text: &'t str) -> Self {
        Self {
            words: Words::new(text),
            signs: Signs::NONE,
            numbers: Numbers::default(),
            opening: None,
            candidate: None,
            in_clause: Signs::NONE,
            places: [Place::default(); SIGNS],
            begun: [(0, 0); LONGEST],
            begun_len: 0,
            word: 0,
            is_offer: false,
            is_slash: false,
        }
    }

    fn read_all(mut self) -> Self {
        for _ in 0..MOST_TOKENS {
            match self.words.next() {
                Some(Token::Word(hash)) => self.read_word(hash),
                Some(token) => self.read_other(token),
                None => break,
            }
        }
        self.read_mark(Mark::Stop);
        self
    }

    #[inline]
    fn read_word(&mut self, hash: u64) {
        self.candidate = None;
        if index::may_know(hash) {
            self.read_known_word(hash);
        } else {
            self.begun_len = 0;
            self.numbers.close();
        }
        self.word += 1;
    }

    #[inline]
    fn read_known_word(&mut self, word: u64) {
        let mut found = Found { is_over: false, is_of_number: false };
        if self.begun_len > 0 {
            self.read_begun(word, &mut found);
        }
        self.read_phrase(word, self.word, &mut found);
        // A Chinese unit takes two characters.
        let is_begun = self.begun_len > 0 && self.numbers.needs_unit();
        if !(found.is_of_number || is_begun) {
            self.numbers.close();
        }
    }

    /// The phrases that this word goes on with.
    fn read_begun(&mut self, word: u64, found: &mut Found) {
        for place in 0..core::mem::take(&mut self.begun_len) {
            let (before, first) = self.begun[place];
            self.read_phrase(joined(before, word), first, found);
        }
    }

    /// The words from `first` to this one may be a phrase, or begin one.
    #[inline]
    fn read_phrase(&mut self, hash: u64, first: u32, found: &mut Found) {
        let Some(entry) = index::find(hash) else { return };
        if entry.goes_on {
            self.begun[self.begun_len] = (hash, first);
            self.begun_len += 1;
        }
        match entry.sign {
            Some(Sign::Nothing) => found.is_over = true,
            Some(sign) if !found.is_over => found.is_of_number |= self.note(sign, first),
            _ => {}
        }
    }

    fn read_other(&mut self, token: Token) {
        match token {
            Token::Mark(mark) => return self.read_mark(mark),
            Token::Clock(seconds) => self.numbers.clock(seconds),
            Token::Number(number) => {
                match self.words.around().0 {
                    // A dollar, or the last byte of a pound, a yen, or a euro.
                    b'$' | 0xa3 | 0xa5 | 0xac => self.in_clause.add(Sign::Price),
                    // `limit0` is another word.
                    byte if byte.is_ascii_alphabetic() => self.numbers.glued(),
                    _ => {}
                }
                self.numbers.number(number);
            }
            Token::Word(_) => {}
        }
        self.candidate = None;
        self.begun_len = 0;
    }

    fn read_mark(&mut self, mark: Mark) {
        self.opening = self.opening.or(self.candidate.take());
        match mark {
            Mark::Bracket => return self.numbers.filler(),
            Mark::Colon => self.numbers.equals(),
            Mark::Comma => self.numbers.joint(),
            Mark::Stop | Mark::Minus => self.numbers.close(),
        }
        self.begun_len = 0;
        if matches!(mark, Mark::Comma | Mark::Stop) {
            self.in_clause = Signs::NONE;
            self.is_offer &= mark == Mark::Comma;
        }
    }

    /// Notes a sign, and returns whether it has to do with the numbers around it.
    fn note(&mut self, sign: Sign, first: u32) -> bool {
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
