//! The compiler builds the index.

use super::{Index, Longer, NONE, Node, SLOTS, Word, key, tag};
use crate::http::prose::phrases::{PHRASES, Phrase};
use crate::http::prose::words::{Words, ZERO};

/// The most words that a phrase may have.
const LONGEST: usize = 9;

/// The number of slots in use.
struct Used {
    nodes: usize,
    words: usize,
    longer: usize,
}

impl Index {
    pub(super) const fn build() -> Self {
        let mut index = Self {
            nodes: [Node { sign: None, is_whole: false, before: 0, goes_on: false, shorter: NONE }; SLOTS],
            words: [Word { tag: 0, node: NONE, is_inner: false }; SLOTS],
            longer: [Longer { key: 0, node: NONE }; SLOTS],
        };
        let (mut row, mut used) = (0, Used { nodes: 1, words: 0, longer: 0 });
        while let Some(phrase) = phrase(row) {
            index.add(phrase, &mut used);
            row += 1;
        }
        assert!(2 * used.words <= SLOTS && 2 * used.longer <= SLOTS, "the index needs more slots");
        row = 0;
        while let Some((text, _)) = phrase(row) {
            index.link(text);
            row += 1;
        }
        index
    }

    /// Adds the nodes and the words of a phrase.
    const fn add(&mut self, (text, sign): &Phrase, used: &mut Used) {
        let (mut last, mut before) = (NONE, 0);
        let mut rest = Words::new(text);
        while let Some(word) = rest.next_word() {
            let slot = self.slot(word);
            if self.words[slot].tag == 0 {
                assert!(tag(word) != 0, "the word looks like an empty slot");
                self.words[slot].tag = tag(word);
                used.words += 1;
            }
            let mut node = self.longer(last, slot);
            if node == NONE {
                #[expect(clippy::cast_possible_truncation, reason = "there are fewer than slots")]
                let new = used.nodes as u16;
                node = new;
                used.nodes += 1;
                self.nodes[node as usize].before = before;
                if last == NONE {
                    self.words[slot].node = node;
                } else {
                    self.longer[self.slot_of_longer(last, slot)] = Longer { key: key(last, slot), node };
                    self.nodes[last as usize].goes_on = true;
                    self.words[slot].is_inner = true;
                    used.longer += 1;
                }
            }
            last = node;
            before += (word != ZERO) as u8;
        }
        let node = &mut self.nodes[last as usize];
        assert!(node.sign.is_none(), "a phrase stands in the table twice");
        (node.sign, node.is_whole) = (Some(*sign), sign.is_whole());
    }

    /// Finds the shorter nodes that the nodes of a phrase end with.
    const fn link(&mut self, text: &str) {
        let mut slots = [0; LONGEST];
        let mut count = 0;
        let mut rest = Words::new(text);
        while let Some(word) = rest.next_word() {
            assert!(count < LONGEST, "a phrase is too long");
            slots[count] = self.slot(word);
            count += 1;
        }
        let mut first = 1;
        let mut before = self.longer(NONE, slots[0]);
        while first < count {
            let (mut whole, mut end) = (before, first);
            let mut shorter = NONE;
            while end < count {
                whole = self.longer(whole, slots[end]);
                shorter = self.longer(shorter, slots[end]);
                if shorter == NONE {
                    break;
                }
                if self.nodes[whole as usize].shorter == NONE {
                    self.nodes[whole as usize].shorter = shorter;
                }
                self.nodes[whole as usize].goes_on |= self.nodes[shorter as usize].goes_on;
                end += 1;
            }
            before = self.longer(before, slots[first]);
            first += 1;
        }
    }

    /// The node of another node and a word, if there is one.
    const fn longer(&self, node: u16, slot: usize) -> u16 {
        if node == NONE { self.words[slot].node } else { self.longer[self.slot_of_longer(node, slot)].node }
    }
}

/// A phrase by its place in all tables.
const fn phrase(mut row: usize) -> Option<&'static Phrase> {
    let mut table = 0;
    while table < PHRASES.len() {
        if row < PHRASES[table].len() {
            return Some(&PHRASES[table][row]);
        }
        row -= PHRASES[table].len();
        table += 1;
    }
    None
}
