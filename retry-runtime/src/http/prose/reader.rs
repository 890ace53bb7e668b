//! One pass over a text, which finds its phrases.

mod marks;
mod meaning;
mod voids;

use std::time::SystemTime;

use super::index;
use super::kind::Mark;
use super::numbers::Numbers;
use super::sign::{SIGNS, Sign};
use super::signs::Signs;
use super::words::{FOR, TO, Token, Words};

/// The most phrases, beginnings of phrases, numbers, and marks that are read: more than 50 KiB of prose have, and fewer than 64
/// KiB of noise.
const MOST_KNOWN: u32 = 6000;

/// The first and the last word of a phrase.
#[derive(Clone, Copy, Default)]
struct Place {
    first: u32,
    last: u32,
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
    /// The longest phrase, or beginning of one, that matches the last words.
    begun: u16,
    /// The number of words so far, and of phrases, numbers, and marks.
    word: u32,
    known: u32,
    /// The first word of this clause.
    clause_start: u32,
    /// The number of words like "your" at the start of the text.
    opened: u32,
    /// The last unit of time in a wait.
    unit_word: u32,
    /// The last word whose phrases have to do with the numbers around it.
    number_word: u32,
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
            begun: index::NONE,
            word: 0,
            known: 0,
            clause_start: 0,
            opened: 0,
            unit_word: 0,
            number_word: u32::MAX,
            is_offer: false,
            is_guess: false,
            is_slash: false,
        }
    }

    fn read_all(mut self) -> Self {
        while self.known < MOST_KNOWN {
            if let Some(word) = self.words.usual_word() {
                self.read_word(word);
                continue;
            }
            match self.words.next() {
                Some(Token::Word(word)) => self.read_unusual_word(word),
                Some(token) => self.read_other(token),
                None => break,
            }
        }
        self.read_mark(Mark::Stop);
        self
    }

    /// Stands outside the loop, so that the loop holds [`read_word`](Self::read_word) once.
    #[inline(never)]
    fn read_unusual_word(&mut self, word: u64) {
        self.read_word(word);
    }

    #[expect(clippy::inline_always, reason = "most words are shorter than a call")]
    #[inline(always)]
    fn read_word(&mut self, word: u64) {
        if self.candidate.is_some() {
            // "Insufficient balance to access", "… for this request".
            let candidate = self.candidate.take().filter(|_| word == TO || word == FOR);
            self.opening = self.opening.or(candidate);
        }
        self.read_phrases(word);
        // A Chinese unit takes two characters, and "from now" two words.
        if self.numbers.is_busy()
            && !(self.number_word == self.word
                || index::node(self.begun).goes_on && self.numbers.needs_more())
        {
            self.numbers.close();
        }
        self.word += 1;
    }

    /// Reads the phrases that end with this word, the longest first.
    #[expect(clippy::inline_always, reason = "most words are in no phrase")]
    #[inline(always)]
    fn read_phrases(&mut self, word: u64) {
        self.begun = index::next(self.begun, word);
        let mut phrase = self.begun;
        while phrase != index::NONE {
            let node = index::node(phrase);
            self.known += 1;
            if let Some(sign) = node.sign {
                let first = self.word - u32::from(node.before);
                self.note(sign, first, first);
            }
            phrase = if node.is_whole { index::NONE } else { node.shorter };
        }
    }
}
