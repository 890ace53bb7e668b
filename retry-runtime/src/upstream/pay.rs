//! The way of the calls to the budget.

use super::budget::{Change, price};
use super::shared::Shared;
use super::sync::Ordering::Relaxed;
use crate::telemetry::gate::{IS_COUNTED, IS_HEARD, Note, tell};
use crate::verdict::FailureClass;

impl Shared {
    /// Pays for a retry after a failure of this class. `None` if there may not be one.
    pub(super) fn pay(&self, class: FailureClass) -> Option<u32> {
        if !self.settings.allows_retries.load(Relaxed) {
            self.deny("switched off");
            return None;
        }
        let price = price(class);
        if let Some(size) = self.settings.budget {
            let Some(change) = self.budget.0.withdraw(price, size) else {
                self.deny("budget spent");
                return None;
            };
            self.note_budget(change, size);
        }
        Some(price)
    }

    /// Gives back what a success earns. `price` is what the retry that succeeded has cost.
    pub(super) fn earn(&self, price: u32) {
        if let Some(size) = self.settings.budget {
            self.note_budget(self.budget.0.deposit(price), size);
        }
    }

    fn deny(&self, reason: &'static str) {
        if IS_HEARD {
            tell(&self.settings.name, Note::Denied { reason });
        }
    }

    /// The budget has changed. The word shows whether it is full, and each change updates the word: the last of several sees
    /// the changes of the others.
    fn note_budget(&self, change: Change, size: u32) {
        if matches!(change, Change::Full | Change::NoLongerFull) {
            let mut state = self.state();
            let limits = self.limits(&mut state);
            self.publish(state.word(&limits));
        }
        if IS_COUNTED && change != Change::None {
            tell(&self.settings.name, Note::Credits(self.budget.0.left(size)));
        }
    }
}
