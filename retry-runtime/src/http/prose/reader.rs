//! One pass over a text, which finds its phrases.

mod meaning;

use super::index::{self, LONGEST};
use super::kind::Mark;
use super::numbers::Numbers;
use super::sign::{SIGNS, Sign, Signs};
use super::words::{Token, Words, joined};

/// So many words that are in the tables, numbers, and marks are read at most: more than 64 KiB of prose have, and fewer than 64
/// KiB of noise.
const MOST_KNOWN: u32 = 7 * 1024;

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
    /// The findings of the clauses before this one.
    before_clause: Signs,
    places: [Place; SIGNS],
    /// The beginnings of phrases that the last words are, and the word that each begins with. The longest is first.
    begun: [(u64, u32); LONGEST],
    begun_len: usize,
    /// How many words have been read, and how many known words, numbers, and marks.
    word: u32,
    known: u32,
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
            before_clause: Signs::NONE,
            places: [Place::default(); SIGNS],
            begun: [(0, 0); LONGEST],
            begun_len: 0,
            word: 0,
            known: 0,
            is_offer: false,
            is_slash: false,
        }
    }

    fn read_all(mut self) -> Self {
        while self.known < MOST_KNOWN {
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
        self.known += 1;
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
            Some(Sign::Not) => {
                found.is_over = true;
                self.signs = self.before_clause;
            }
            Some(sign) if !found.is_over => found.is_of_number |= self.note(sign, first),
            _ => {}
        }
    }

    fn read_other(&mut self, token: Token) {
        self.known += 1;
        match token {
            Token::Mark(mark) => return self.read_mark(mark),
            Token::Number(number) => {
                let (before, after) = self.words.around();
                if after == b':' && self.numbers.expects_wait() {
                    if let Some(seconds) = self.words.clock() {
                        self.numbers.clock(seconds);
                        return;
                    }
                }
                if before.is_ascii_alphabetic() {
                    // `limit0` is another word.
                    self.numbers.glued();
                } else if self.words.is_after_currency() {
                    self.in_clause.add(Sign::Price);
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
            self.before_clause = self.signs;
            self.is_offer &= mark == Mark::Comma;
        }
    }
}
