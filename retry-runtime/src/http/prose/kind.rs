//! The kinds of the bytes and characters of a text.

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Mark {
    /// The end of a sentence.
    Stop,
    /// The end of a line inside a sentence.
    Line,
    /// A comma: the clause ends.
    Comma,
    /// A colon or an equals sign.
    Colon,
    /// An opening bracket.
    Bracket,
    /// A minus sign before a number.
    Minus,
}

/// The kind of a byte.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Lower,
    Upper,
    Digit,
    /// The first byte of a character of three or four bytes.
    Wide,
    Stop,
    Line,
    Comma,
    Colon,
    Bracket,
    /// A sentence ends here if a space follows.
    Point,
    Slash,
    Minus,
    /// Only separates words.
    Space,
}

pub(super) static KINDS: [Kind; 256] = {
    let mut kinds = [Kind::Space; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "it is a byte")]
        let kind = match byte as u8 {
            // Letters of two bytes, too, and the second byte of a micro sign. Before 0xc3 come no-break spaces and the like.
            b'a'..=b'z' | 0xc3..=0xdf | 0xb5 => Kind::Lower,
            b'A'..=b'Z' => Kind::Upper,
            b'0'..=b'9' => Kind::Digit,
            b'!' | b'?' | b';' => Kind::Stop,
            b'\n' => Kind::Line,
            b',' => Kind::Comma,
            b':' | b'=' => Kind::Colon,
            b'(' => Kind::Bracket,
            b'.' => Kind::Point,
            b'/' => Kind::Slash,
            b'-' => Kind::Minus,
            0xe0..=0xff => Kind::Wide,
            _ => Kind::Space,
        };
        kinds[byte] = kind;
        byte += 1;
    }
    kinds
};

/// Whether a byte goes on with a word: a letter, or a part of one.
pub(super) const fn is_in_word(byte: u8) -> bool {
    matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | 0x80..=0xbf | 0xc3..=0xdf)
}

/// The kind of a character of three bytes.
pub(super) enum Wide {
    /// A separate word.
    Word,
    Mark(Mark),
    Space,
    /// A full-width digit.
    Digit(u8),
}

pub(super) fn of_wide(character: &str) -> Wide {
    match character.chars().next() {
        Some('。' | '！' | '？' | '；') => Wide::Mark(Mark::Stop),
        Some('，' | '、') => Wide::Mark(Mark::Comma),
        Some('：' | '＝') => Wide::Mark(Mark::Colon),
        Some('（') => Wide::Mark(Mark::Bracket),
        #[expect(clippy::cast_possible_truncation, reason = "it is a digit")]
        Some(digit @ '０'..='９') => Wide::Digit((digit as u32 - '０' as u32) as u8),
        // Typographic dashes, quotes, and spaces, and the rest of full-width punctuation.
        Some(
            '\u{2000}'..='\u{206f}'
            | '\u{3000}'..='\u{303f}'
            | '\u{ff00}'..='\u{ff0f}'
            | '\u{ff1a}'..='\u{ff20}'
            | '\u{ff3b}'..='\u{ff40}',
        ) => Wide::Space,
        _ => Wide::Word,
    }
}
