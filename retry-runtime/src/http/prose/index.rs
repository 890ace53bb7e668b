//! The phrases by their words, built at compile time, so that a text is read once for any number of phrases.
//!
//! This is the automaton of Aho and Corasick with words instead of letters. The phrases form a tree, and each of its nodes is
//! a phrase, or the beginning of one. The reader keeps the longest node that matches the last words of the text.

mod build;

use super::sign::Sign;

/// A phrase, or the beginning of one.
#[derive(Clone, Copy)]
#[repr(align(8))]
pub(super) struct Node {
    /// The meaning of the phrase, if the words are one.
    pub(super) sign: Option<Sign>,
    /// Whether the shorter phrases that these words end with do not count.
    pub(super) is_whole: bool,
    /// The number of words before the last one. Zeros are numbers, and do not count.
    pub(super) before: u8,
    /// Whether a longer phrase begins with these words, or with the last of them.
    pub(super) goes_on: bool,
    /// The longest other node that these words end with.
    pub(super) shorter: u16,
}

/// A word of a phrase.
#[derive(Clone, Copy)]
struct Word {
    /// The part of the hash that does not say where the word is. Zero marks an empty slot.
    tag: u32,
    /// The node of the word alone.
    node: u16,
    /// Whether other words stand before this one in any phrase. Most words of a message do not go on with a phrase.
    is_inner: bool,
}

/// A node that consists of another one and a word.
#[derive(Clone, Copy)]
struct Longer {
    /// The other node and the slot of the word. Zero marks an empty slot.
    key: u32,
    node: u16,
}

/// The slots of each table. Words and longer nodes use at most half of them, so that the search for what is missing ends at once.
const SLOTS: usize = 2048;

struct Index {
    nodes: [Node; SLOTS],
    words: [Word; SLOTS],
    longer: [Longer; SLOTS],
}

static INDEX: Index = Index::build();

/// The number of the node without words.
pub(super) const NONE: u16 = 0;

/// The node with this number.
#[inline]
pub(super) fn node(number: u16) -> Node {
    INDEX.nodes[usize::from(number) % SLOTS]
}

/// The longest node that a text ends with after one more word. `last` is the longest one before.
#[inline]
pub(super) fn next(last: u16, word: u64) -> u16 {
    let slot = INDEX.slot(word);
    let Word { node: alone, is_inner, .. } = INDEX.words[slot];
    if is_inner && node(last).goes_on { INDEX.longest(last, slot) } else { alone }
}

impl Index {
    /// The same, if the word may go on with a phrase.
    #[inline]
    fn longest(&self, mut last: u16, slot: usize) -> u16 {
        while last != NONE {
            let longer = self.longer[self.slot_of_longer(last, slot)].node;
            if longer != NONE {
                return longer;
            }
            last = node(last).shorter;
        }
        self.words[slot].node
    }

    /// The slot of a word, or the empty one for it.
    const fn slot(&self, word: u64) -> usize {
        let mut slot = (word >> 53) as usize;
        while self.words[slot].tag != tag(word) && self.words[slot].tag != 0 {
            slot = (slot + 1) % SLOTS;
        }
        slot
    }

    /// The slot of a node with one more word, or the empty one for it.
    const fn slot_of_longer(&self, node: u16, word: usize) -> usize {
        let key = key(node, word);
        let mut slot = (key.wrapping_mul(0x9e37_79b9) >> 21) as usize;
        while self.longer[slot].key != key && self.longer[slot].key != 0 {
            slot = (slot + 1) % SLOTS;
        }
        slot
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the bits above are the slot")]
const fn tag(word: u64) -> u32 {
    (word >> 21) as u32
}

#[expect(clippy::cast_possible_truncation, reason = "a slot has eleven bits")]
const fn key(node: u16, word: usize) -> u32 {
    (node as u32) << 16 | word as u32
}
