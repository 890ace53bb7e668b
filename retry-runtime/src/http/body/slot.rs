//! A text that several fields may hold.

use std::borrow::Cow;

/// The text of the field that knows best: the one in the innermost error object, and there the heaviest.
#[derive(Debug, Default)]
pub(super) struct Slot<'b> {
    text: Option<Cow<'b, str>>,
    depth: u8,
    weight: u8,
}

impl<'b> Slot<'b> {
    pub(super) fn set(&mut self, text: Option<Cow<'b, str>>, depth: u8, weight: u8) {
        let knows_better = self.text.is_none() || (depth, weight) > (self.depth, self.weight);
        if text.is_some() && knows_better {
            *self = Self { text, depth, weight };
        }
    }

    /// Whether another text of this rank is there.
    pub(super) fn has(&self, depth: u8, weight: u8) -> bool {
        self.text.is_some() && (depth, weight) == (self.depth, self.weight)
    }

    pub(super) fn get(&self) -> Option<&str> {
        self.text.as_deref()
    }

    /// The text, if it stands in no error object.
    pub(super) fn at_top(&self) -> Option<&str> {
        self.get().filter(|_| self.depth == 0)
    }
}
