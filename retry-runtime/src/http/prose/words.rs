//! A text as a row of words, numbers, and marks.
//!
//! A word is a run of letters, without regard to case. A capital letter begins a new word (`perDay`, `AIPolicy`), so that codes
//! and prose have the same words, and so does each Chinese character. Hyphens, underscores, points inside a word, quotes, and
//! brackets only separate words. The table of phrases is split by the same code at compile time.

mod letters;

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
        (byte(self.start.checked_sub(1)), byte(Some(self.at)))
    }

    #[inline]
    const fn kind(&self, at: usize) -> Kind {
        KINDS[self.text[at] as usize]
    }

    /// A word, hashed eight letters at a time.
    #[expect(clippy::inline_always, reason = "most words are shorter than a call")]
    #[inline(always)]
    const fn word(&mut self) -> u64 {
        // The first letter may be a capital.
        let (mut at, mut hash, mut small) = (self.at, SEED, 0x20);
        while let Some(bytes) = eight(self.text, at) {
            let bytes = bytes | small;
            let bits = letters::bits(bytes);
            if bits < 64 {
                let next = (bytes >> bits & 0xff) as u8;
                if next >= b'A' && (next >= 0x80 || next.is_ascii_uppercase()) {
                    break;
                }
                self.at = at + bits as usize / 8;
                return folded(hash, bytes & ((1 << bits) - 1));
            }
            (at, hash, small) = (at + 8, folded(hash, bytes), 0);
        }
        self.unusual_word()
    }

    /// The same hash, letter by letter: for letters outside ASCII, capitals inside a word, and the end of the text.
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

    #[inline]
    fn number(&mut self) -> Option<Token> {
        let (number, length) = Number::scan(&self.text[self.at..], Grouping::Commas)?;
        self.at += length;
        Some(Token::Number(number))
    }

    /// Goes on with the last number as a span of time with colons in it.
    pub(super) fn clock(&mut self) -> Option<Clock> {
        let (clock, length) = clock(&self.text[self.start..])?;
        let is_after = || ends_with(&self.text[..self.start], &["after"]);
        self.at = self.start + length;
        let rest = self.text[self.at..].trim_ascii_start();
        let is_zone = |zone: &&str| {
            rest.get(..zone.len()).is_some_and(|rest| rest.eq_ignore_ascii_case(zone.as_bytes()))
        };
        let is_time = ["UTC", "GMT", "AM", "PM", "Z"].iter().any(is_zone);
        Some(if is_time || matches!(clock, Clock::Short(_)) && is_after() { Clock::Time } else { clock })
    }

    /// Whether the last token is no end of a sentence if a number is expected: the point of an abbreviation ("approx. 30 sec. "),
    /// or the end of a line.
    pub(super) fn goes_on_with_number(&self) -> bool {
        let is_number_next =
            || self.text[self.at..].trim_ascii_start().first().is_some_and(u8::is_ascii_digit);
        match self.text.get(self.start) {
            Some(b'.') => {
                const SHORT: &[&str] = &["approx", "min", "mins", "sec", "secs", "hr", "hrs"];
                ends_with(&self.text[..self.start], SHORT) && is_number_next()
            }
            Some(b'\n') => is_number_next(),
            _ => false,
        }
    }

    /// Text that begins with neither a letter nor a space, unless it only separates words.
    #[inline(never)]
    fn next_other(&mut self, byte: u8) -> Option<Token> {
        match KINDS[usize::from(byte)] {
            Kind::Lower | Kind::Upper => Some(Token::Word(self.unusual_word())),
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
            Kind::Line => Some(self.end_of_line()),
            Kind::Comma => Some(Mark::Comma),
            Kind::Colon => Some(Mark::Colon),
            // "minute(s)"
            Kind::Bracket if self.text[self.at..].starts_with(b"(s)") => {
                self.at += 2;
                None
            }
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

    /// A line ends, and the sentence with it, unless a small letter begins the next one.
    fn end_of_line(&self) -> Mark {
        let next = self.text[self.at + 1..].iter().find(|byte| **byte != b' ');
        if next.is_some_and(u8::is_ascii_lowercase) { Mark::Line } else { Mark::Stop }
    }
}

/// Eight bytes of a text, if it has so many.
#[inline]
const fn eight(text: &[u8], at: usize) -> Option<u64> {
    let Some((_, rest)) = text.split_at_checked(at) else { return None };
    match rest.first_chunk() {
        Some(bytes) => Some(u64::from_le_bytes(*bytes)),
        None => None,
    }
}

/// Whether a capital letter begins a word: `perDay`, `AIPolicy`.
const fn begins_word(text: &[u8], at: usize) -> bool {
    let is_before = text[at - 1].is_ascii_lowercase();
    text[at].is_ascii_uppercase() && (is_before || at + 1 < text.len() && text[at + 1].is_ascii_lowercase())
}

/// A time with colons in it.
#[derive(Clone, Copy)]
pub(super) enum Clock {
    /// `02:11:02`, in seconds.
    Span(u64),
    /// `1:30`, in seconds if these are minutes and seconds.
    Short(u64),
    /// `16:05:00 UTC`, a time of the day.
    Time,
}

/// `02:11:02` and `1.02:25:03`, as .NET writes them, and `1:30` at the start of a text, and how many bytes it takes.
fn clock(text: &[u8]) -> Option<(Clock, usize)> {
    let end = text.iter().position(|byte| !matches!(byte, b'0'..=b'9' | b':' | b'.')).unwrap_or(text.len());
    let text = core::str::from_utf8(&text[..end]).ok()?.trim_end_matches(['.', ':']);
    let number = |text: &str| text.parse::<u32>().ok().map(u64::from);
    let (first, rest) = text.split_once(':')?;
    let Some((minutes, seconds)) = rest.split_once(':') else {
        return Some((Clock::Short(number(first)? * 60 + number(rest)?), text.len()));
    };
    let (days, hours) = first.split_once('.').unwrap_or(("0", first));
    let hours = number(days)? * 24 + number(hours)?;
    Some((Clock::Span(hours * 3600 + number(minutes)? * 60 + number(seconds)?), text.len()))
}

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
