//! The constant state of an upstream that was never used. It is apart, because the types that `tests/suites/interleavings`
//! puts in place of those in `sync` have no constant values.

use core::time::Duration;
use std::borrow::Cow;

use super::budget::Budget;
use super::settings::Settings;
use super::shared::{Apart, Shared};
use super::state::State;
use super::sync::{AtomicBool, AtomicU32, Mutex};
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
}

impl Shared {
    pub(super) const fn new(name: Cow<'static, str>) -> Self {
        Self {
            settings: Settings::new(name),
            word: Apart(AtomicU32::new(0)),
            budget: Apart(Budget::of(AtomicU32::new(0))),
            successes: Apart(AtomicU32::new(0)),
            state: Apart(Mutex::new(State::new())),
        }
    }

    /// While it is built: with a declared limit, calls ask before they go.
    pub(super) const fn close_for_limits(&mut self) {
        self.word.0 = AtomicU32::new(Word::new(true, false, 0, 0).0);
    }
}
