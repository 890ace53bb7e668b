//! The warning about a cost without a limit of tokens.

use super::shared::Shared;
use super::sync::Ordering::Relaxed;
use crate::telemetry::gate::{IS_HEARD, Note, tell};

impl Shared {
    /// A call has a cost. The limit of tokens may be declared later, so the first cost without one is a warning and no error.
    #[inline]
    pub(super) fn note_cost(&self, cost: u32) {
        if IS_HEARD && self.settings.tokens_per_minute.load(Relaxed) == 0 {
            self.note_unlimited(cost);
        }
    }

    #[cold]
    fn note_unlimited(&self, cost: u32) {
        let is_told = &self.is_unlimited_told;
        if !is_told.load(Relaxed) && !is_told.swap(true, Relaxed) {
            tell(&self.settings.name, Note::Unlimited { cost });
        }
    }
}
