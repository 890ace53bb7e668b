use core::time::Duration;
use std::time::Instant;

use crate::telemetry::gate::Figures;

/// The notes that listeners have heard of an upstream, so that none is told twice.
#[derive(Debug)]
pub(super) struct Told {
    /// Since the gate was open.
    pub(super) episode: Episode,
    /// Whether listeners know that everything is refused.
    pub(super) is_hopeless: bool,
    /// Whether listeners know that no slot is freed.
    pub(super) is_stuck: bool,
    /// Whether listeners know that a call costs more than the limit.
    pub(super) is_clamped: bool,
    /// The time at which a spent quota was reported, and the counter of successes at that time.
    pub(super) quota: Option<(Instant, u32)>,
    /// The time in pauses that is not told yet: less than a second.
    pub(super) paused: Duration,
    /// The end of the latest pause.
    pub(super) pause_end: Option<Instant>,
    pub(super) figures: Option<Figures>,
}

/// The troubles since the gate was open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Episode {
    pub(super) is_paused: bool,
    pub(super) is_slowed: bool,
    pub(super) is_held: bool,
}

impl Told {
    pub(super) const fn new() -> Self {
        Self {
            episode: Episode { is_paused: false, is_slowed: false, is_held: false },
            is_hopeless: false,
            is_stuck: false,
            is_clamped: false,
            quota: None,
            paused: Duration::ZERO,
            pause_end: None,
            figures: None,
        }
    }
}
