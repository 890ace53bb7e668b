//! A text as a row of words, numbers, and marks.
//!
//! A word is a run of letters, without regard to case. A capital letter begins a new word (`perDay`, `AIPolicy`), so that codes
//! and prose have the same words, and so does each Chinese character. Hyphens, underscores, points inside a word, quotes, and
//! brackets only separate words. The table of phrases is split by the same code at compile time.

use super::kind::{self, KINDS, Kind, Mark, Wide};
use crate::http::number::{Grouping, Number};

/// A part of a text.
#[derive(Clone, Copy)]
pub(super) enum Token {
    /// A word, as its hash: 64 bits tell the few hundred words that count from all others.
    Word(u64),
    Number(Number),
    Mark(Mark),
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;
/// It fits into the instruction that multiplies.
const MULTIPLIER: u64 = 0x5bd1_e995;
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// A word after the words before it.
pub(super) const fn joined(before: u64, word: u64) -> u64 {
    (before.rotate_left(23) ^ word).wrapping_mul(SPREAD)
}

pub(super) struct Words<'t> {
    text: &'t [u8],
    /// Where the next token is looked for.
    at: usize,
    /// Where the last one began.
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
                Kind::Lower | Kind::Upper => return Some(self.word()),
                Kind::Wide => return Some(self.wide_word()),
                Kind::Slash => return Some(self.slash()),
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
        (byte(self.start.checked_sub(1)), byte(Some(self.at)))
    }

    #[inline]
    const fn kind(&self, at: usize) -> Kind {
        KINDS[self.text[at] as usize]
    }

    #[inline]
    const fn word(&mut self) -> u64 {
        let (text, start) = (self.text, self.at);
        let mut at = start;
        let mut hash = SEED;
        while at < text.len() {
            let mut letter = text[at];
            if !letter.is_ascii_lowercase() {
                if !kind::is_in_word(letter) || at > start && begins_word(text, at) {
                    break;
                }
                letter = letter.to_ascii_lowercase();
            }
            hash = (hash ^ letter as u64).wrapping_mul(MULTIPLIER);
            at += 1;
        }
        self.at = at;
        // The upper bits tell the word from others.
        hash.wrapping_mul(SPREAD)
    }

    /// A slash is a word: `1000 calls / month`.
    const fn slash(&mut self) -> u64 {
        self.at += 1;
        (SEED ^ b'/' as u64).wrapping_mul(SPREAD)
    }

    /// One character is a word.
    const fn wide_word(&mut self) -> u64 {
        let mut hash = SEED;
        let end = self.at + if self.text[self.at] >= 0xf0 { 4 } else { 3 };
        while self.at < end && self.at < self.text.len() {
            hash = (hash ^ self.text[self.at] as u64).wrapping_mul(MULTIPLIER);
            self.at += 1;
        }
        hash.wrapping_mul(SPREAD)
    }

    fn wide(&mut self) -> Option<Token> {
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
        }
    }

    #[inline]
    fn number(&mut self) -> Option<Token> {
        let (number, length) = Number::scan(&self.text[self.at..], Grouping::Commas)?;
        self.at += length;
        Some(Token::Number(number))
    }

    /// Goes on with the last number as a span of time, if it is one as .NET writes it. Returns its seconds.
    pub(super) fn clock(&mut self) -> Option<u64> {
        let (seconds, length) = clock(&self.text[self.start..])?;
        self.at = self.start + length;
        Some(seconds)
    }

    /// Text that begins with neither a letter nor a space, unless it only separates words.
    #[inline(never)]
    fn next_other(&mut self, byte: u8) -> Option<Token> {
        match KINDS[usize::from(byte)] {
            Kind::Lower | Kind::Upper => Some(Token::Word(self.word())),
            Kind::Digit => self.number(),
            Kind::Wide => self.wide(),
            Kind::Slash => Some(Token::Word(self.slash())),
            Kind::Space => {
                self.at += 1;
                None
            }
            kind => self.mark(kind),
        }
    }

    /// A byte that may be a mark. If it is not a mark, it separates words.
    fn mark(&mut self, kind: Kind) -> Option<Token> {
        let is_digit = |byte: u8| byte.is_ascii_digit();
        let before = if self.at == 0 { b' ' } else { self.text[self.at - 1] };
        let after = self.text.get(self.at + 1).copied().unwrap_or(b' ');
        let mark = match kind {
            Kind::Stop => Some(Mark::Stop),
            Kind::Comma => Some(Mark::Comma),
            Kind::Colon => Some(Mark::Colon),
            Kind::Bracket => Some(Mark::Bracket),
            // `.5s`
            Kind::Point if is_digit(after) && !is_digit(before) => return self.number(),
            Kind::Point => (!after.is_ascii_alphanumeric()).then_some(Mark::Stop),
            Kind::Minus => (is_digit(after) && before == b' ').then_some(Mark::Minus),
            _ => None,
        };
        self.at += 1;
        mark.map(Token::Mark)
    }
}

/// Whether a capital letter begins a word: `perDay`, `AIPolicy`.
const fn begins_word(text: &[u8], at: usize) -> bool {
    let is_before = text[at - 1].is_ascii_lowercase();
    text[at].is_ascii_uppercase() && (is_before || at + 1 < text.len() && text[at + 1].is_ascii_lowercase())
}

/// `02:11:02` and `1.02:25:03` at the start of a text: its seconds, and how many bytes it takes.
fn clock(text: &[u8]) -> Option<(u64, usize)> {
    let end = text.iter().position(|byte| !matches!(byte, b'0'..=b'9' | b':' | b'.')).unwrap_or(text.len());
    let text = core::str::from_utf8(&text[..end]).ok()?.trim_end_matches('.');
    let (hours, rest) = text.split_once(':')?;
    let (minutes, seconds) = rest.split_once(':')?;
    let (days, hours) = hours.split_once('.').unwrap_or(("0", hours));
    let [days, hours, minutes, seconds] =
        [days, hours, minutes, seconds].map(|part| part.parse::<u32>().ok());
    let hours = u64::from(days?) * 24 + u64::from(hours?);
    Some((hours * 3600 + u64::from(minutes?) * 60 + u64::from(seconds?), text.len()))
}

impl Iterator for Words<'_> {
    type Item = Token;

    #[expect(clippy::inline_always, reason = "a token that is returned in memory costs as much as a word")]
    #[inline(always)]
    fn next(&mut self) -> Option<Token> {
        loop {
            let byte = *self.text.get(self.at)?;
            self.start = self.at;
            if byte.is_ascii_alphabetic() {
                return Some(Token::Word(self.word()));
            }
            if byte == b' ' {
                self.at += 1;
            } else if let Some(token) = self.next_other(byte) {
                return Some(token);
            }
        }
    }
}
