//! The state of one call.

use super::limits::Untimed;
use super::memory::{NoMemory, PreviousVerdict, PreviousWait};
use super::participation::{Alone, Participation};
use super::plan::Plan;
use crate::event::Origin;
use crate::telemetry::Turn;

/// The state of one call: the number of its retries. One `u32`, unless an option needs more.
#[derive(Debug)]
pub struct Attempts<M = NoMemory, T = Untimed, P = Alone> {
    pub(super) retries: u32,
    pub(super) memory: M,
    pub(super) time: T,
    /// The call's part in what it shares.
    pub(crate) part: P,
}

impl Attempts {
    /// Before the first attempt.
    #[inline]
    #[must_use]
    pub const fn new() -> Self {
        Self { retries: 0, memory: NoMemory, time: Untimed, part: Alone }
    }

    /// Also remembers the previous wait.
    #[inline]
    #[must_use]
    pub fn remembering(self) -> Attempts<PreviousWait> {
        let Self { retries, memory: NoMemory, time, part } = self;
        Attempts { retries, memory: PreviousWait::default(), time, part }
    }
}

impl Default for Attempts {
    fn default() -> Self {
        Self::new()
    }
}

impl<M> Attempts<M> {
    /// With another account of its time.
    #[cfg(feature = "std")]
    pub(super) fn with_time<T>(self, time: T) -> Attempts<M, T> {
        let Self { retries, memory, time: Untimed, part } = self;
        Attempts { retries, memory, time, part }
    }

    /// Also remembers the verdict on the previous attempt.
    #[inline]
    pub fn keeping_verdict(self) -> Attempts<PreviousVerdict<M>> {
        let Self { retries, memory, time, part } = self;
        Attempts { retries, memory: PreviousVerdict::new(memory), time, part }
    }
}

impl<M, T> Attempts<M, T> {
    /// Also takes part in what all calls to one API share.
    #[inline]
    pub fn sharing<P>(self, part: P) -> Attempts<M, T, P> {
        let Self { retries, memory, time, part: Alone } = self;
        Attempts { retries, memory, time, part }
    }
}

/// The state of a call, without its part in what it shares.
#[cfg(feature = "std")]
impl<M: Copy, T: Copy, P> Attempts<M, T, P> {
    #[inline]
    pub(crate) fn state(&self) -> Attempts<M, T> {
        let Self { retries, memory, time, .. } = *self;
        Attempts { retries, memory, time, part: Alone }
    }

    #[inline]
    pub(crate) fn set_state(&mut self, state: &Attempts<M, T>) {
        let Attempts { retries, memory, time, part: Alone } = *state;
        (self.retries, self.memory, self.time) = (retries, memory, time);
    }
}

impl<M, T, P> Attempts<M, T, P> {
    /// The number of the current attempt, starting at 1.
    #[inline]
    pub fn number(&self) -> u32 {
        self.retries.saturating_add(1)
    }
}

impl<M, T, P: Participation> Attempts<M, T, P> {
    /// The current attempt, and how long it has waited for its turn.
    #[inline]
    pub fn turn(&self) -> Turn {
        Turn { number: self.number(), waited: Some(self.part.waited()) }
    }

    /// The origin of the current attempt's events.
    #[expect(clippy::inline_always, reason = "part of the code of a success")]
    #[inline(always)]
    pub(super) fn origin(&self, plan: &Plan) -> Origin {
        plan.origin(self.number(), self.part.waited())
    }
}
