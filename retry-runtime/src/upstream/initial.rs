//! The constant state of an upstream that was never used. It is apart, because the types that `tests/suites/interleavings`
//! puts in place of those in `sync` have no constant values.

use core::time::Duration;
use std::borrow::Cow;

use super::budget::Budget;
use super::settings::Settings;
use super::shared::{Apart, Shared};
use super::state::State;
use super::sync::{AtomicBool, AtomicU32, Mutex, Ordering::Relaxed};
use super::word::Word;

impl Settings {
    pub(super) const fn new(name: Cow<'static, str>) -> Self {
        Self {
            name,
            requests_per_minute: AtomicU32::new(0),
            tokens_per_minute: AtomicU32::new(0),
            processes: AtomicU32::new(1),
            in_flight: AtomicU32::new(0),
            allows_retries: AtomicBool::new(true),
            budget: Some(500),
            holds_outages: false,
            max_pause: Duration::from_secs(5),
        }
    }

    fn copied(&self) -> Self {
        let number = |setting: &AtomicU32| AtomicU32::new(setting.load(Relaxed));
        Self {
            name: self.name.clone(),
            requests_per_minute: number(&self.requests_per_minute),
            tokens_per_minute: number(&self.tokens_per_minute),
            processes: number(&self.processes),
            in_flight: number(&self.in_flight),
            allows_retries: AtomicBool::new(self.allows_retries.load(Relaxed)),
            ..*self
        }
    }
}

impl Shared {
    pub(super) const fn new(name: Cow<'static, str>) -> Self {
        Self {
            settings: Settings::new(name),
            is_unlimited_told: AtomicBool::new(false),
            word: Apart(AtomicU32::new(0)),
            budget: Apart(Budget::of(AtomicU32::new(0))),
            successes: Apart(AtomicU32::new(0)),
            state: Apart(Mutex::new(State::new())),
        }
    }

    /// The state of an upstream with the same settings that was never used.
    pub(super) fn anew(&self) -> Self {
        let settings = self.settings.copied();
        let is_closed = settings.limits().is_some();
        let word = Apart(AtomicU32::new(Word::new(is_closed, false, 0, 0).0));
        Self { settings, word, ..Self::new(Cow::Borrowed("")) }
    }

    /// While it is built: with a declared limit, calls ask before they go.
    pub(super) const fn close_for_limits(&mut self) {
        self.word.0 = AtomicU32::new(Word::new(true, false, 0, 0).0);
    }
}
