//! One pass over a text, which finds its phrases.

mod marks;
mod meaning;
mod voids;

use std::time::SystemTime;

use super::index::{self, Entry, LONGEST};
use super::kind::Mark;
use super::numbers::Numbers;
use super::sign::{SIGNS, Sign};
use super::signs::Signs;
use super::words::{FOR, TO, Token, Words, joined};

/// The most phrases, beginnings of phrases, numbers, and marks that are read: more than 50 KiB of prose have, and fewer than 64
/// KiB of noise.
const MOST_KNOWN: u32 = 6000;

/// The first and the last word of a phrase.
#[derive(Clone, Copy, Default)]
struct Place {
    first: u32,
    last: u32,
}

/// The result of the phrases that end with one word.
#[derive(Default)]
struct Found {
    /// The shorter phrases do not count.
    is_over: bool,
    /// The phrases have to do with the numbers around them.
    is_of_number: bool,
}

pub(super) struct Reader<'t> {
    words: Words<'t>,
    /// The findings.
    pub(super) signs: Signs,
    pub(super) numbers: Numbers,
    /// The dates of the next attempt, and of the time at which the limit is full again.
    pub(super) wait_at: Option<SystemTime>,
    pub(super) reset_at: Option<SystemTime>,
    /// A finding that the text begins with, in its own clause.
    pub(super) opening: Option<Sign>,
    /// A finding that becomes the opening if the clause ends here.
    candidate: Option<Sign>,
    /// The signs of this clause that others may complete or take back, and where each was last seen.
    in_clause: Signs,
    /// The signs of the clause before, in the same sentence.
    clause_before: Signs,
    places: [Place; SIGNS],
    /// The beginnings of phrases that the last words are, and the word that each begins with. The longest is first.
    begun: [(u64, u32); LONGEST],
    begun_len: usize,
    /// The number of words so far, and of phrases, numbers, and marks.
    word: u32,
    known: u32,
    /// The first word of this clause.
    clause_start: u32,
    /// The number of words like "your" at the start of the text.
    opened: u32,
    /// The last unit of time in a wait.
    unit_word: u32,
    /// This sentence offers something.
    is_offer: bool,
    /// This sentence only lists what may be the case.
    is_guess: bool,
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
            wait_at: None,
            reset_at: None,
            opening: None,
            candidate: None,
            in_clause: Signs::NONE,
            clause_before: Signs::NONE,
            places: [Place::default(); SIGNS],
            begun: [(0, 0); LONGEST],
            begun_len: 0,
            word: 0,
            known: 0,
            clause_start: 0,
            opened: 0,
            unit_word: 0,
            is_offer: false,
            is_guess: false,
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
        if let Some(candidate) = self.candidate.take() {
            // "Insufficient balance to access", "… for this request".
            self.opening = self.opening.or((hash == TO || hash == FOR).then_some(candidate));
        }
        let found = self.read_phrases(hash);
        // A Chinese unit takes two characters, and "from now" two words.
        if !(found.is_of_number || self.begun_len > 0 && self.numbers.needs_more()) {
            self.numbers.close();
        }
        self.word += 1;
    }

    /// The phrases that end with this word, the longest first.
    #[expect(clippy::inline_always, reason = "most words are in no phrase")]
    #[inline(always)]
    fn read_phrases(&mut self, word: u64) -> Found {
        let mut found = Found::default();
        if self.begun_len > 0 {
            if index::may_know(word) {
                self.read_begun(word, &mut found);
            } else {
                self.begun_len = 0;
            }
        }
        if let Some(entry) = index::find(word) {
            self.known += 1;
            self.read_phrase(entry, word, self.word, &mut found);
        }
        found
    }

    /// The phrases that this word goes on with.
    fn read_begun(&mut self, word: u64, found: &mut Found) {
        for place in 0..core::mem::take(&mut self.begun_len) {
            let (before, first) = self.begun[place];
            let hash = joined(before, word);
            if let Some(entry) = index::find(hash) {
                self.known += 1;
                self.read_phrase(entry, hash, first, found);
            }
        }
    }

    /// The words from `first` to this one may be a phrase, or begin one.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "a copy of an entry is taken apart at once")]
    #[inline]
    fn read_phrase(&mut self, entry: &Entry, hash: u64, first: u32, found: &mut Found) {
        if entry.goes_on {
            self.begun[self.begun_len] = (hash, first);
            self.begun_len += 1;
        }
        match entry.sign {
            Some(sign) if !found.is_over => {
                found.is_over = sign.is_whole();
                found.is_of_number |= self.note(sign, first, first);
            }
            _ => {}
        }
    }
}
