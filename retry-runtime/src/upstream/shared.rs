//! The part of an upstream that changes, and the two ways to it: without the lock while the gate is open, and with it.

use core::time::Duration;
use std::task::Waker;
use std::time::Instant;

use super::afterward::Afterward;
use super::budget::Budget;
use super::gate::{Gate, Look, Visit};
use super::line::Ticket;
use super::seconds::later;
use super::settings::{Limits, Settings};
use super::state::State;
use super::sync::{AtomicBool, AtomicU32, Mutex, MutexGuard, Ordering::Relaxed, PoisonError};
use super::word::{Pass, Word};
use crate::telemetry::gate::IS_COUNTED;
use crate::verdict::Verdict;

/// Keeps what one thread writes all the time away from what all threads read. It is two cache lines of most processors,
/// which fetch them in pairs.
#[derive(Debug)]
#[repr(align(128))]
pub(super) struct Apart<T>(pub(super) T);

#[derive(Debug)]
pub(super) struct Shared {
    pub(super) settings: Settings,
    /// Whether listeners know that a call has a cost, but the upstream has no limit of tokens.
    pub(super) is_unlimited_told: AtomicBool,
    /// A [`Word`], which changes under the lock alone.
    pub(super) word: Apart<AtomicU32>,
    pub(super) budget: Apart<Budget>,
    /// Counts successes. Two threads that add at once may add one: only the order of magnitude matters.
    pub(super) successes: Apart<AtomicU32>,
    pub(super) state: Apart<Mutex<State>>,
}

/// The answer to a call that asks for its turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    Go(Pass),
    /// Ask again when woken, or at the latest then.
    Wait(Look),
    /// The wait would have been this long, and was not begun.
    TooLong(Duration),
    /// The wait is over without a turn.
    TimeUp,
}

impl Shared {
    /// Leave without a question, while the gate is open.
    #[inline]
    pub(super) fn pass(&self) -> Option<Pass> {
        Word(self.word.0.load(Relaxed)).open()
    }

    /// A turn for a call that need not wait.
    #[cold]
    #[inline(never)]
    pub(super) fn enter(&self, visit: Visit, now: Instant) -> Option<Pass> {
        if !IS_COUNTED {
            // Nothing is reported, no waker is called, and the word is unchanged.
            if let Some(has_slot) = self.state().enter_by_limits(visit, now) {
                return Some(Word(self.word.0.load(Relaxed)).pass(has_slot, false));
            }
        }
        self.lock(now, |gate| gate.enter(visit))
    }

    /// The expected wait of a call that joins the line now.
    #[cold]
    pub(super) fn expected_wait(&self, visit: Visit, now: Instant) -> Duration {
        self.lock(now, |gate| gate.expected_wait(visit))
    }

    /// A poll of a call that waits. The first one joins the line, unless the wait is expected to end at `end` or later.
    pub(super) fn ask(
        &self,
        visit: Visit,
        ticket: &mut Option<Ticket>,
        waker: Waker,
        end: Option<Instant>,
        now: Instant,
    ) -> Turn {
        self.lock(now, |gate| {
            let (place, joining) = match *ticket {
                Some(ticket) => (ticket, None),
                None if gate.is_in_vain(visit, end) => return Turn::TooLong(gate.expected_wait(visit)),
                None => {
                    let joining = gate.joining(visit);
                    (*ticket.insert(gate.join(visit)), joining)
                }
            };
            let since = gate.since(place);
            if let Some(pass) = gate.ask(visit, place, waker) {
                *ticket = None;
                gate.note_wait(since);
                return Turn::Go(pass);
            }
            if gate.is_past(end) {
                *ticket = None;
                gate.leave(place);
                gate.note_wait(since);
                return Turn::TimeUp;
            }
            gate.note_joining(joining);
            Turn::Wait(gate.next_look(visit, place, end))
        })
    }

    /// A call leaves the line before its turn.
    pub(super) fn leave(&self, ticket: Ticket) {
        self.lock_at_latest(|gate| gate.leave(ticket));
    }

    /// An attempt succeeded; `price` is what its retry has cost.
    #[inline]
    pub(super) fn succeeded(&self, pass: Pass, price: u32, now: impl FnOnce() -> Instant) {
        let count = self.successes.0.load(Relaxed).wrapping_add(1);
        self.successes.0.store(count, Relaxed);
        if pass.is_watched(Word(self.word.0.load(Relaxed))) {
            self.tell_success(pass, price, now);
        }
    }

    /// Not inlined, as the path of most successes has nothing to tell.
    #[cold]
    #[inline(never)]
    fn tell_success(&self, pass: Pass, price: u32, now: impl FnOnce() -> Instant) {
        self.earn(price);
        if pass.is_awaited() || Word(self.word.0.load(Relaxed)).is_watched() {
            self.lock(now(), move |gate| gate.succeeded(pass));
        }
    }

    pub(super) fn failed(&self, pass: Pass, verdict: Verdict, now: Instant) {
        let counter = self.successes.0.load(Relaxed);
        self.lock(now, |gate| gate.failed(pass, verdict, counter));
    }

    /// A stream broke after its first item.
    #[allow(dead_code, reason = "only streams break")]
    pub(super) fn broke(&self, verdict: Verdict, now: Instant) {
        self.lock(now, |gate| gate.broke(verdict));
    }

    /// An attempt ended without an outcome. The first in the line looks again with its own clock.
    pub(super) fn dropped(&self, pass: Pass) {
        self.lock_at_latest(|gate| {
            gate.dropped(pass);
            gate.wake_first();
        });
    }

    pub(super) fn pause(&self, pause: Duration, now: Instant) {
        self.lock(now, |gate| gate.pause_until(later(gate.now, pause)));
    }

    pub(super) fn open(&self, now: Instant) {
        // A path to the method would not be general over the lifetime of the gate.
        self.lock(now, |gate| {
            gate.open();
        });
    }

    /// Whether no call waits and no pace is still needed. It calls no waker, because its caller may hold a lock.
    pub(super) fn is_idle(&self, now: Instant) -> bool {
        !Word(self.word.0.load(Relaxed)).is_watched() || self.state().is_idle(now)
    }

    #[inline]
    pub(super) fn lock<R>(&self, now: Instant, look: impl FnOnce(&mut Gate<'_>) -> R) -> R {
        let mut afterward = Afterward::default();
        let result = self.look(&mut self.state(), now, true, &mut afterward, look);
        afterward.act(&self.settings.name);
        result
    }

    /// Looks at the gate at the time of the latest look, for callers without a clock.
    fn lock_at_latest(&self, look: impl FnOnce(&mut Gate<'_>)) {
        let mut afterward = Afterward::default();
        let mut state = self.state();
        if let Some(latest) = state.latest {
            self.look(&mut state, latest, false, &mut afterward, look);
        }
        drop(state);
        afterward.act(&self.settings.name);
    }

    #[inline]
    fn look<R>(
        &self,
        state: &mut State,
        now: Instant,
        has_clock: bool,
        afterward: &mut Afterward,
        look: impl FnOnce(&mut Gate<'_>) -> R,
    ) -> R {
        let limits = self.limits(state);
        let mut gate = Gate::at(state, limits, now, has_clock, afterward);
        let result = look(&mut gate);
        self.publish(gate.settle());
        result
    }

    pub(super) fn limits(&self, state: &mut State) -> Limits {
        *state.limits.get_or_insert_with(|| self.settings.limits())
    }

    /// Under the lock alone.
    pub(super) fn publish(&self, word: Word) {
        self.word.0.store(word.with_budget(self.budget.0.is_full()).0, Relaxed);
    }

    /// A panic elsewhere leaves the state unchanged, because no code of the user runs under the lock.
    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
