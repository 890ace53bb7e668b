//! The phrases by their words, built at compile time, so that a text is read once for any number of phrases.

use super::phrases::PHRASES;
use super::sign::Sign;
use super::words::{Words, joined};

/// A phrase, or the beginning of one.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    /// The part of the hash that does not say where the entry is. Zero marks an empty slot.
    tag: u32,
    /// The meaning of the phrase, if the words so far are one.
    pub(super) sign: Option<Sign>,
    /// Whether a longer phrase begins with these words.
    pub(super) goes_on: bool,
}

/// The most words that a phrase may have.
pub(super) const LONGEST: usize = 9;

/// At most half full, so that the search for a missing word ends at once.
const SLOTS: usize = 4096;

static INDEX: [Entry; SLOTS] = build();

#[expect(clippy::large_stack_arrays, reason = "the compiler builds it")]
const fn build() -> [Entry; SLOTS] {
    let mut index = [Entry { tag: 0, sign: None, goes_on: false }; SLOTS];
    let mut used = 0;
    // Words that begin a phrase are looked up most, so they are placed first.
    let mut most_words = 1;
    while most_words <= LONGEST {
        let mut table = 0;
        while table < PHRASES.len() {
            let mut row = 0;
            while row < PHRASES[table].len() {
                let (text, sign) = PHRASES[table][row];
                used += add(&mut index, text, sign, most_words);
                row += 1;
            }
            table += 1;
        }
        most_words += LONGEST - 1;
    }
    assert!(2 * used <= SLOTS, "the index needs more slots");
    index
}

/// Adds the first words of a phrase, and returns how many slots that takes.
const fn add(index: &mut [Entry; SLOTS], phrase: &str, sign: Sign, most_words: usize) -> usize {
    let mut used = 0;
    let mut words = Words::new(phrase);
    let mut hash = 0;
    let mut count = 0;
    let mut next = words.next_word();
    while let Some(word) = next {
        hash = if count == 0 { word } else { joined(hash, word) };
        count += 1;
        next = words.next_word();
        if count > most_words {
            return used;
        }
        let slot = slot(index, hash);
        used += (index[slot].tag == 0) as usize;
        assert!(tag(hash) != 0, "the words look like an empty entry");
        index[slot].tag = tag(hash);
        if next.is_some() {
            index[slot].goes_on = true;
        } else if most_words == LONGEST {
            assert!(index[slot].sign.is_none(), "a phrase stands in the table twice");
            index[slot].sign = Some(sign);
        }
    }
    assert!(count <= LONGEST, "a phrase is too long");
    used
}

/// The slot of the words with this hash.
const fn slot(index: &[Entry; SLOTS], hash: u64) -> usize {
    let mut slot = (hash >> 52) as usize;
    while index[slot].tag != tag(hash) && index[slot].tag != 0 {
        slot = (slot + 1) % SLOTS;
    }
    slot
}

#[expect(clippy::cast_possible_truncation, reason = "the bits above are the slot")]
const fn tag(hash: u64) -> u32 {
    (hash >> 20) as u32
}

/// The words that stand in any phrase, by a part of their hash: a bit for each.
static VOCABULARY: [u64; 256] = {
    let mut vocabulary = [0; 256];
    let mut table = 0;
    while table < PHRASES.len() {
        let mut row = 0;
        while row < PHRASES[table].len() {
            let mut words = Words::new(PHRASES[table][row].0);
            while let Some(word) = words.next_word() {
                vocabulary[(word >> 56) as usize] |= 1 << (word >> 50 & 63);
            }
            row += 1;
        }
        table += 1;
    }
    vocabulary
};

/// Whether a word may stand in a phrase. Most words of a message do not.
#[inline]
pub(super) fn may_know(word: u64) -> bool {
    VOCABULARY[(word >> 56) as usize] >> (word >> 50 & 63) & 1 != 0
}

/// The phrase, or the beginning of one, that these words are.
#[inline]
pub(super) fn find(hash: u64) -> Option<&'static Entry> {
    Some(&INDEX[slot(&INDEX, hash)]).filter(|entry| entry.tag != 0)
}
