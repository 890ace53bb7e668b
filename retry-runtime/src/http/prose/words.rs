//! A text as a row of words, numbers, and marks.
//!
//! A word is a run of letters, without regard to case. A capital letter begins a new word (`perDay`, `AIPolicy`), so that codes
//! and prose have the same words, and so does each Chinese character. Hyphens, underscores, points inside a word, quotes, and
//! brackets only separate words. The table of phrases is split by the same code at compile time.

mod clock;
mod date;
mod letters;
mod marks;

pub(super) use self::clock::Clock;
use super::kind::{self, KINDS, Kind, Mark, Wide};
use crate::http::number::{Grouping, Number};

/// A part of a text.
#[derive(Clone, Copy)]
pub(super) enum Token {
    /// A word, as its hash. 64 bits tell the words of the phrases from all others.
    Word(u64),
    Number(Number),
    Mark(Mark),
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// The number zero, which is a word where it stands in a phrase: "balance is 0".
pub(super) const ZERO: u64 = folded(SEED, b'0' as u64);
/// Words behind a phrase that do not change its meaning: "to access the API", "for this request".
pub(super) const TO: u64 = hash_of("to");
pub(super) const FOR: u64 = hash_of("for");

const fn hash_of(word: &'static str) -> u64 {
    match Words::new(word).next_word() {
        Some(hash) => hash,
        None => 0,
    }
}

/// Up to eight letters of a word, after the letters before them. The upper bits tell the word from others.
const fn folded(before: u64, letters: u64) -> u64 {
    (before.rotate_left(29) ^ letters).wrapping_mul(SPREAD)
}

pub(super) struct Words<'t> {
    text: &'t [u8],
    /// The place after the last token and after a space. The search for the next token begins here.
    at: usize,
    /// The place where the last token began.
    start: usize,
}

impl<'t> Words<'t> {
    pub(super) const fn new(text: &'t str) -> Self {
        Self { text: text.as_bytes(), at: 0, start: 0 }
    }

    /// The next word of a phrase, which holds nothing else.
    pub(super) const fn next_word(&mut self) -> Option<u64> {
        while self.at < self.text.len() {
            match self.kind(self.at) {
                Kind::Lower | Kind::Upper => return Some(self.unusual_word()),
                Kind::Wide => return Some(self.wide_word()),
                Kind::Slash => return Some(self.slash()),
                Kind::Digit => {
                    assert!(self.text[self.at] == b'0', "zero is the only number in a phrase");
                    self.at += 1;
                    return Some(ZERO);
                }
                _ => self.at += 1,
            }
        }
        None
    }

    /// Whether the last token is a slash.
    pub(super) fn is_slash(&self) -> bool {
        self.text.get(self.start) == Some(&b'/')
    }

    /// Whether the last token is an amount of money.
    pub(super) fn is_after_currency(&self) -> bool {
        let before = &self.text[..self.start];
        ["$", "€", "£", "¥"].iter().any(|currency| before.ends_with(currency.as_bytes()))
    }

    /// The bytes around the last token: spaces at the ends of the text.
    pub(super) fn around(&self) -> (u8, u8) {
        let byte = |at: Option<usize>| at.and_then(|at| self.text.get(at)).copied().unwrap_or(b' ');
        let end = self.at - usize::from(self.text[..self.at].ends_with(b" "));
        (byte(self.start.checked_sub(1)), byte(Some(end)))
    }

    #[inline]
    const fn kind(&self, at: usize) -> Kind {
        KINDS[self.text[at] as usize]
    }

    /// A word of small letters, perhaps after a capital, with other text behind it. Most words are so, and are hashed eight letters
    /// at a time. A space behind the word is skipped.
    #[expect(clippy::inline_always, reason = "most words are shorter than a call")]
    #[inline(always)]
    pub(super) fn usual_word(&mut self) -> Option<u64> {
        self.start = self.at;
        let (mut at, mut hash) = (self.at, SEED);
        let mut bytes = eight(self.text, at)? | 0x20;
        let mut ends = letters::ends(bytes);
        if ends & 0x80 != 0 {
            return None;
        }
        while ends == 0 {
            (at, hash) = (at + 8, folded(hash, bytes));
            let Some(more) = eight(self.text, at) else { return Some(self.unusual_word()) };
            (bytes, ends) = (more, letters::ends(more));
        }
        let bits = ends.trailing_zeros() & !7;
        #[expect(clippy::cast_possible_truncation, reason = "it is a byte")]
        let next = (bytes >> bits) as u8;
        let end = at + bits as usize / 8;
        if next == b' ' {
            self.at = end + 1;
        } else if next >= b'A' && (next >= 0x80 || next.is_ascii_uppercase()) {
            return Some(self.unusual_word());
        } else {
            self.at = end;
        }
        let letters = (ends ^ (ends - 1)) >> 8;
        Some(folded(hash, bytes & letters))
    }

    /// A word, letter by letter: for letters outside ASCII, capitals inside a word, the end of the text, and phrases.
    #[inline(never)]
    const fn unusual_word(&mut self) -> u64 {
        let (text, start) = (self.text, self.at);
        let mut at = start;
        let (mut hash, mut letters) = (SEED, 0);
        while at < text.len() {
            let letter = text[at].to_ascii_lowercase();
            if !kind::is_in_word(letter) || at > start && begins_word(text, at) {
                break;
            }
            let place = (at - start) % 8;
            letters |= (letter as u64) << (8 * place);
            at += 1;
            if place == 7 {
                (hash, letters) = (folded(hash, letters), 0);
            }
        }
        self.at = at;
        folded(hash, letters)
    }

    /// A slash is a word: `1000 calls / month`.
    const fn slash(&mut self) -> u64 {
        self.at += 1;
        folded(SEED, b'/' as u64)
    }

    /// One character of three or four bytes is a word.
    const fn wide_word(&mut self) -> u64 {
        let (text, at) = (self.text, self.at);
        if at + 3 > text.len() {
            self.at = text.len();
            return SEED;
        }
        let is_long = text[at] >= 0xf0 && at + 4 <= text.len();
        let last = if is_long { text[at + 3] } else { 0 };
        self.at = at + if is_long { 4 } else { 3 };
        folded(SEED, u32::from_le_bytes([text[at], text[at + 1], text[at + 2], last]) as u64)
    }

    #[inline(never)]
    fn wide(&mut self) -> Option<Token> {
        // Most characters of three bytes are neither marks nor spaces.
        if matches!(self.text[self.at], 0xe4..=0xed) {
            return Some(Token::Word(self.wide_word()));
        }
        let character =
            self.text.get(self.at..self.at + 3).and_then(|bytes| core::str::from_utf8(bytes).ok());
        match character.map_or(Wide::Word, kind::of_wide) {
            Wide::Word => Some(Token::Word(self.wide_word())),
            Wide::Space => {
                self.at += 3;
                None
            }
            Wide::Mark(mark) => {
                self.at += 3;
                Some(Token::Mark(mark))
            }
            Wide::Digit(digit) => Some(Token::Number(self.wide_number(digit))),
        }
    }

    /// A whole number in full-width digits.
    fn wide_number(&mut self, first: u8) -> Number {
        let mut whole = u64::from(first);
        self.at += 3;
        while let Some([0xef, 0xbc, last @ 0x90..=0x99]) = self.text.get(self.at..self.at + 3) {
            whole = whole.saturating_mul(10).saturating_add(u64::from(last - 0x90));
            self.at += 3;
        }
        Number::whole(whole)
    }

    /// A number. A point that begins none only separates words.
    #[inline(never)]
    fn number(&mut self) -> Option<Token> {
        let number = Number::scan(&self.text[self.at..], Grouping::Commas);
        self.skip(number.map_or(1, |(_, length)| length));
        number.map(|(number, _)| Token::Number(number))
    }

    /// Goes on behind some bytes, and behind a space.
    #[inline]
    fn skip(&mut self, bytes: usize) {
        self.at += bytes;
        self.at += usize::from(self.text.get(self.at) == Some(&b' '));
    }

    /// Any word.
    #[inline(never)]
    fn word(&mut self) -> u64 {
        self.usual_word().unwrap_or_else(|| self.unusual_word())
    }
}

/// Eight bytes of a text, if it has so many.
#[inline]
fn eight(text: &[u8], at: usize) -> Option<u64> {
    text.get(at..)?.first_chunk().map(|bytes| u64::from_le_bytes(*bytes))
}

/// Whether a capital letter begins a word: `perDay`, `AIPolicy`.
const fn begins_word(text: &[u8], at: usize) -> bool {
    let is_before = text[at - 1].is_ascii_lowercase();
    text[at].is_ascii_uppercase() && (is_before || at + 1 < text.len() && text[at + 1].is_ascii_lowercase())
}

/// Whether a text ends with one of these words.
fn ends_with(text: &[u8], words: &[&str]) -> bool {
    let text = text.trim_ascii_end();
    let start = text.iter().rposition(|byte| !byte.is_ascii_alphabetic()).map_or(0, |before| before + 1);
    words.iter().any(|word| text[start..].eq_ignore_ascii_case(word.as_bytes()))
}

impl Iterator for Words<'_> {
    type Item = Token;

    #[expect(clippy::inline_always, reason = "a token that is returned in memory costs as much as a word")]
    #[inline(always)]
    fn next(&mut self) -> Option<Token> {
        loop {
            self.start = self.at;
            let token = match KINDS[usize::from(*self.text.get(self.at)?)] {
                Kind::Lower | Kind::Upper => return Some(Token::Word(self.word())),
                Kind::Point if self.ends_sentence() => return Some(Token::Mark(Mark::Stop)),
                // `.5s`
                Kind::Point if !self.byte_before().is_ascii_digit() => self.number(),
                Kind::Digit => self.number(),
                Kind::Wide => self.wide(),
                Kind::Slash => return Some(Token::Word(self.slash())),
                kind => self.mark(kind).map(Token::Mark),
            };
            if token.is_some() {
                return token;
            }
        }
    }
}
