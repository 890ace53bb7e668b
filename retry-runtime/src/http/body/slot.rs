//! A text that several fields may hold.

use std::borrow::Cow;

/// The best text: the heaviest in the innermost error object.
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

    /// Sets the text. Returns the text that counts less, if both are in the same object.
    pub(super) fn replace(
        &mut self,
        text: Option<Cow<'b, str>>,
        depth: u8,
        weight: u8,
    ) -> Option<Cow<'b, str>> {
        let is_beside = self.depth == depth;
        if text.is_some() && (depth, weight) > (self.depth, self.weight) {
            let before = core::mem::replace(self, Self { text, depth, weight });
            return before.text.filter(|_| is_beside);
        }
        if self.text.is_none() {
            self.set(text, depth, weight);
            return None;
        }
        text.filter(|_| is_beside)
    }

    pub(super) fn get(&self) -> Option<&str> {
        self.text.as_deref()
    }

    /// The text, if it is outside all error objects.
    pub(super) fn at_top(&self) -> Option<&str> {
        self.get().filter(|_| self.depth == 0)
    }
}
