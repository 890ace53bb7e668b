//! The files of the runtime, and what they take from their neighbors.

#[path = "../../../../retry-runtime/src/upstream/afterward.rs"]
mod afterward;
#[path = "../../../../retry-runtime/src/upstream/budget.rs"]
mod budget;
#[path = "../../../../retry-runtime/src/upstream/curve.rs"]
mod curve;
#[path = "../../../../retry-runtime/src/upstream/declared.rs"]
mod declared;
#[path = "../../../../retry-runtime/src/upstream/fleet/off.rs"]
mod fleet;
#[expect(unreachable_pub, reason = "the expansion reaches it in the runtime")]
#[path = "../../../../retry-runtime/src/upstream/gate.rs"]
mod gate;
#[path = "../../../../retry-runtime/src/upstream/learn.rs"]
mod learn;
#[path = "../../../../retry-runtime/src/upstream/line.rs"]
mod line;
#[path = "../../../../retry-runtime/src/upstream/notes.rs"]
mod notes;
#[path = "../../../../retry-runtime/src/upstream/outage.rs"]
mod outage;
#[path = "../../../../retry-runtime/src/upstream/pace.rs"]
mod pace;
#[path = "../../../../retry-runtime/src/upstream/pay.rs"]
mod pay;
#[path = "../../../../retry-runtime/src/upstream/seconds.rs"]
mod seconds;
#[path = "../../../../retry-runtime/src/upstream/settings.rs"]
mod settings;
#[path = "../../../../retry-runtime/src/upstream/share.rs"]
mod share;
#[path = "../../../../retry-runtime/src/upstream/shared.rs"]
mod shared;
#[path = "../../../../retry-runtime/src/upstream/shortcut.rs"]
mod shortcut;
#[path = "../../../../retry-runtime/src/upstream/state.rs"]
mod state;
#[path = "../../../../retry-runtime/src/upstream/timing.rs"]
mod timing;
#[path = "../../../../retry-runtime/src/upstream/told.rs"]
mod told;
#[path = "../../../../retry-runtime/src/upstream/word.rs"]
mod word;

mod tests;

/// loom's versions of the types that threads share.
mod sync {
    pub(super) use std::sync::PoisonError;

    pub(super) use loom::sync::atomic::{AtomicBool, AtomicU32, Ordering};
    pub(super) use loom::sync::{Mutex, MutexGuard};
}

use core::time::Duration;
use std::future::poll_fn;
use std::sync::OnceLock;
use std::task::Poll;
use std::time::Instant;

use self::budget::Budget;
use self::gate::Visit;
use self::line::Place;
use self::settings::Settings;
use self::shared::{Apart, Shared, Turn};
use self::state::State;
use self::sync::{AtomicBool, AtomicU32, Mutex};
use self::word::{Pass, Word};

/// The time stands still, or jumps.
fn at(seconds: u64) -> Instant {
    static START: OnceLock<Instant> = OnceLock::new();
    *START.get_or_init(Instant::now) + Duration::from_secs(seconds)
}

const VISIT: Visit = Visit { place: Place::Foreground, cost: 1 };

impl Shared {
    /// Zero slots mean no limit.
    fn new(slots: u32) -> Self {
        Self {
            settings: Settings {
                name: "interleavings".into(),
                requests_per_minute: AtomicU32::new(0),
                tokens_per_minute: AtomicU32::new(0),
                processes: AtomicU32::new(1),
                in_flight: AtomicU32::new(slots),
                allows_retries: AtomicBool::new(true),
                budget: Some(500),
                holds_outages: false,
                max_pause: Duration::from_secs(5),
            },
            is_unlimited_told: AtomicBool::new(false),
            word: Apart(AtomicU32::new(Word::new(slots > 0, false, 0, 0).0)),
            budget: Apart(Budget::of(AtomicU32::new(0))),
            successes: Apart(AtomicU32::new(0)),
            state: Apart(Mutex::new(State::new())),
        }
    }

    /// Goes now, or not at all.
    fn try_admit(&self, seconds: u64) -> Option<Pass> {
        self.pass().or_else(|| self.enter(VISIT, at(seconds)))
    }

    /// Waits for its turn, and for nothing but being woken.
    async fn admit(&self, seconds: u64) -> Pass {
        if let Some(pass) = self.try_admit(seconds) {
            return pass;
        }
        let mut ticket = None;
        poll_fn(|context| match self.ask(VISIT, &mut ticket, context.waker().clone(), None, at(seconds)) {
            Turn::Go(pass) => Poll::Ready(pass),
            _ => Poll::Pending,
        })
        .await
    }

    /// Asks once, and leaves the line if it is not its turn.
    fn admit_impatiently(&self, seconds: u64) -> Option<Pass> {
        let mut ticket = None;
        match self.ask(VISIT, &mut ticket, std::task::Waker::noop().clone(), None, at(seconds)) {
            Turn::Go(pass) => Some(pass),
            _ => {
                self.leave(ticket?);
                None
            }
        }
    }

    fn waiting(&self) -> usize {
        self.lock(at(0), |gate| gate.state.line.len())
    }
}
