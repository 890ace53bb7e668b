//! Marks between words.

use super::{Words, ends_with};
use crate::http::prose::kind::{Kind, Mark};

impl Words<'_> {
    /// Whether a point ends a sentence, and goes on behind it if so. In a word it only separates, and it may begin a number.
    #[inline]
    pub(super) fn ends_sentence(&mut self) -> bool {
        let is_end = !self.byte_after().is_ascii_alphanumeric();
        if is_end {
            self.skip(1);
        }
        is_end
    }

    /// Another byte that may be a mark. If it is not a mark, it separates words.
    #[inline(never)]
    pub(super) fn mark(&mut self, kind: Kind) -> Option<Mark> {
        let mark = match kind {
            Kind::Stop => Some(Mark::Stop),
            Kind::Line => Some(self.end_of_line()),
            Kind::Comma => Some(Mark::Comma),
            Kind::Colon if self.text[self.at..].starts_with(b"://") => {
                self.skip_url();
                return None;
            }
            Kind::Colon => Some(Mark::Colon),
            // "minute(s)"
            Kind::Bracket if self.text[self.at..].starts_with(b"(s)") => {
                self.at += 2;
                None
            }
            Kind::Bracket => Some(Mark::Bracket),
            Kind::Minus if self.byte_after().is_ascii_digit() && self.byte_before() == b' ' => {
                Some(Mark::Minus)
            }
            _ => None,
        };
        self.skip(1);
        mark
    }

    /// The byte before the mark: a space at the start of the text.
    pub(super) fn byte_before(&self) -> u8 {
        self.at.checked_sub(1).map_or(b' ', |at| self.text[at])
    }

    /// The byte after the mark: a space at the end of the text.
    fn byte_after(&self) -> u8 {
        self.text.get(self.at + 1).copied().unwrap_or(b' ')
    }

    /// The words of a URL are not those of the message. Marks at its end are.
    fn skip_url(&mut self) {
        let rest = &self.text[self.at..];
        let ends = |byte: &u8| !byte.is_ascii_graphic() || matches!(byte, b'"' | b'\'' | b'<' | b'>' | b'`');
        let url = &rest[..rest.iter().position(ends).unwrap_or(rest.len())];
        let is_mark = |byte: &u8| matches!(byte, b'.' | b',' | b';' | b':' | b'!' | b'?' | b')');
        self.at += url.len() - url.iter().rev().take_while(|byte| is_mark(byte)).count();
    }

    /// A line ends, and the sentence with it, unless a small letter begins the next one.
    fn end_of_line(&self) -> Mark {
        let next = self.text[self.at + 1..].iter().find(|byte| **byte != b' ');
        if next.is_some_and(u8::is_ascii_lowercase) { Mark::Line } else { Mark::Stop }
    }

    /// Whether the last token is no end of a sentence if a number is expected: the point of an abbreviation ("approx. 30 sec. "),
    /// or the end of a line.
    pub(in crate::http::prose) fn goes_on_with_number(&self) -> bool {
        // A few bytes, so that no row of blanks is read again and again.
        let behind = self.text.iter().skip(self.start + 1).take(4);
        let mut next = behind.filter(|byte| !byte.is_ascii_whitespace());
        let mut is_number_next = || next.next().is_some_and(u8::is_ascii_digit);
        match self.text.get(self.start) {
            Some(b'.') => {
                const SHORT: &[&str] = &["approx", "min", "mins", "sec", "secs", "hr", "hrs"];
                ends_with(&self.text[..self.start], SHORT) && is_number_next()
            }
            Some(b'\n') => is_number_next(),
            _ => false,
        }
    }
}
