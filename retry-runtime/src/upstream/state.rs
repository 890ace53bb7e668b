use std::time::Instant;

use super::declared::Bucket;
use super::fleet::Membership;
use super::line::Line;
use super::outage::Outage;
use super::pace::Pace;
use super::settings::Limits;
use super::share::Share;
use super::told::Told;
use super::word::Word;

/// The state that the calls to one API share under the lock.
#[derive(Debug)]
pub(super) struct State {
    /// The settings, once a call has read them.
    pub(super) limits: Option<Limits>,
    /// The latest time that a caller has shown: the clocks of two callers may differ.
    pub(super) latest: Option<Instant>,
    /// `None` while calls go as they come.
    pub(super) pace: Option<Pace>,
    /// Counts the steps of the pace.
    pub(super) epoch: u32,
    pub(super) share: Share,
    pub(super) requests: Bucket,
    pub(super) tokens: Bucket,
    /// Slots of `in_flight` that are taken.
    pub(super) in_flight: u32,
    /// The time at which a slot was last taken or freed.
    pub(super) slot_moved: Option<Instant>,
    pub(super) outage: Outage,
    /// Counts the rows of failures.
    pub(super) row: u8,
    /// Transient failures with a hint in a row, and the counter of successes at the last of them.
    pub(super) hints: u32,
    pub(super) hints_counter: u32,
    pub(super) line: Line,
    /// Since when the first in the line could go and does not.
    pub(super) unused_since: Option<Instant>,
    /// Whether the pace, and nothing else, keeps the first in the line.
    pub(super) is_pace_awaited: bool,
    pub(super) told: Told,
    pub(super) fleet: Membership,
}

impl State {
    pub(super) const fn new() -> Self {
        Self {
            limits: None,
            latest: None,
            pace: None,
            epoch: 0,
            share: Share::new(),
            requests: Bucket::new(),
            tokens: Bucket::new(),
            in_flight: 0,
            slot_moved: None,
            outage: Outage::new(),
            row: 0,
            hints: 0,
            hints_counter: 0,
            line: Line::new(),
            unused_since: None,
            is_pace_awaited: false,
            told: Told::new(),
            fleet: Membership::none(),
        }
    }

    /// Whether calls go as they come.
    pub(super) fn is_open(&self, limits: &Limits) -> bool {
        let has_limits = limits.is_some() || self.fleet.holds_calls();
        self.pace.is_none() && !self.outage.is_held() && !has_limits
    }

    /// Whether no call waits and no pace is still needed.
    pub(super) fn is_idle(&self, now: Instant) -> bool {
        self.line.len() == 0 && self.pace.as_ref().is_none_or(|pace| pace.is_idle_at(now))
    }

    /// The word that calls read without the lock.
    pub(super) fn word(&self, limits: &Limits) -> Word {
        let is_watched = self.pace.is_some() || self.outage.is_row_begun();
        // The calls under a shared upstream look at its fleet from time to time.
        let is_closed = !self.is_open(limits) || self.fleet.is_shared();
        Word::new(is_closed, is_watched, self.row, self.epoch)
    }
}
