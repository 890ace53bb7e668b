//! The line of the calls that wait for their turn, in the order in which they go.

use std::collections::BTreeMap;
use std::task::Waker;
use std::time::Instant;
use std::vec::Vec;

/// At least every tenth call that goes is a background call, if one waits.
const FOREGROUND_IN_A_ROW: u32 = 9;

/// A place in the line. Tickets are ordered: foreground before background, in each retries before first attempts, and
/// among these order of arrival.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Ticket {
    place: Place,
    number: u64,
}

/// The part of the line in which a call waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    ForegroundRetry,
    Foreground,
    BackgroundRetry,
    Background,
}

impl Ticket {
    pub(super) const fn number(self) -> u64 {
        self.number
    }

    /// From 1 for a retry in the foreground to 4.
    #[cfg(feature = "fleet")]
    pub(super) const fn place_number(self) -> u8 {
        self.place as u8 + 1
    }
}

impl Place {
    const ALL: [Self; 4] = [Self::ForegroundRetry, Self::Foreground, Self::BackgroundRetry, Self::Background];

    pub(super) const fn of(is_retry: bool, is_background: bool) -> Self {
        match (is_background, is_retry) {
            (false, true) => Self::ForegroundRetry,
            (false, false) => Self::Foreground,
            (true, true) => Self::BackgroundRetry,
            (true, false) => Self::Background,
        }
    }

    const fn is_background(self) -> bool {
        matches!(self, Self::BackgroundRetry | Self::Background)
    }
}

#[derive(Debug)]
struct Waiter {
    /// Taken when the waiter is woken, and left again by its next poll.
    waker: Option<Waker>,
    cost: u32,
    since: Instant,
}

#[derive(Debug)]
pub(super) struct Line {
    waiting: BTreeMap<Ticket, Waiter>,
    /// The tickets of calls that did not come when it was their turn. Their next poll brings them back to their place.
    aside: BTreeMap<Ticket, Waiter>,
    tickets: u64,
    /// The sums over `waiting`, by place.
    sums: [Sum; 4],
    /// Foreground calls that have gone in a row while a background call waited.
    foreground_in_a_row: u32,
}

/// The number of waiting calls, and their total cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sum {
    pub(super) calls: u64,
    pub(super) cost: u64,
}

impl Sum {
    fn plus(self, other: Self) -> Self {
        Self { calls: self.calls + other.calls, cost: self.cost + other.cost }
    }

    /// A number of calls of the same average cost.
    fn at_most(self, calls: u64) -> Self {
        if self.calls <= calls { self } else { Self { calls, cost: self.cost / self.calls * calls } }
    }
}

impl Line {
    pub(super) const fn new() -> Self {
        let sums = [Sum { calls: 0, cost: 0 }; 4];
        Self { waiting: BTreeMap::new(), aside: BTreeMap::new(), tickets: 0, sums, foreground_in_a_row: 0 }
    }

    /// Whether no call goes before one that comes now.
    pub(super) fn is_free(&self) -> bool {
        self.waiting.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.waiting.len() + self.aside.len()
    }

    pub(super) fn join(&mut self, place: Place, cost: u32, now: Instant) -> Ticket {
        let ticket = Ticket { place, number: self.tickets };
        self.tickets += 1;
        self.insert(ticket, Waiter { waker: None, cost, since: now });
        ticket
    }

    /// A poll of the waiter, which leaves its waker. Returns the one that it left before: it is dropped after the lock.
    pub(super) fn stay(&mut self, ticket: Ticket, waker: Waker) -> Option<Waker> {
        if let Some(waiter) = self.aside.remove(&ticket) {
            self.insert(ticket, waiter);
        }
        self.waiting.get_mut(&ticket)?.waker.replace(waker)
    }

    /// Leaves the line, with a turn or without. Returns the waker, which is dropped after the lock.
    pub(super) fn leave(&mut self, ticket: Ticket) -> Option<Waker> {
        self.remove(ticket).or_else(|| self.aside.remove(&ticket))?.waker
    }

    fn insert(&mut self, ticket: Ticket, waiter: Waiter) {
        let sum = &mut self.sums[ticket.place as usize];
        *sum = sum.plus(Sum { calls: 1, cost: waiter.cost.into() });
        self.waiting.insert(ticket, waiter);
    }

    fn remove(&mut self, ticket: Ticket) -> Option<Waiter> {
        let waiter = self.waiting.remove(&ticket)?;
        let sum = &mut self.sums[ticket.place as usize];
        *sum = Sum { calls: sum.calls - 1, cost: sum.cost - u64::from(waiter.cost) };
        Some(waiter)
    }

    /// The place of the call whose turn it is.
    pub(super) fn first(&self) -> Option<Ticket> {
        let first = self.waiting.keys().next().copied();
        if self.foreground_in_a_row >= FOREGROUND_IN_A_ROW {
            self.first_background().or(first)
        } else {
            first
        }
    }

    /// The cost of the call whose turn it is.
    pub(super) fn first_cost(&self) -> Option<u32> {
        self.waiting.get(&self.first()?).map(|waiter| waiter.cost)
    }

    fn first_background(&self) -> Option<Ticket> {
        let start = Ticket { place: Place::BackgroundRetry, number: 0 };
        self.waiting.range(start..).next().map(|(ticket, _)| *ticket)
    }

    /// A call of this place goes, from the line or past it.
    pub(super) fn note_turn(&mut self, place: Place) {
        let background_waits = !place.is_background() && self.first_background().is_some();
        self.foreground_in_a_row = if background_waits { self.foreground_in_a_row + 1 } else { 0 };
    }

    /// The number of waiting calls, and their total cost.
    #[cfg(feature = "fleet")]
    pub(super) fn waiting(&self) -> Sum {
        self.sums.into_iter().fold(Sum::default(), Sum::plus)
    }

    #[cfg(feature = "fleet")]
    pub(super) fn first_waker(&self) -> Option<&Waker> {
        self.waiting.get(&self.first()?)?.waker.as_ref()
    }

    /// Takes the waker of the one whose turn it is.
    pub(super) fn take_first_waker(&mut self) -> Option<Waker> {
        let first = self.first()?;
        self.waiting.get_mut(&first)?.waker.take()
    }

    pub(super) fn take_all_wakers(&mut self) -> impl Iterator<Item = Waker> {
        let waiters = self.waiting.values_mut().chain(self.aside.values_mut());
        waiters.filter_map(|waiter| waiter.waker.take())
    }

    /// Sets aside the calls before `ticket` that did not use their turn, and takes their wakers. A call that is still polled
    /// returns to its place.
    pub(super) fn pass(&mut self, ticket: Ticket) -> Vec<Waker> {
        let before = self.waiting.range(..ticket).map(|(other, _)| *other);
        let passed: Vec<_> = before.chain(self.first()).collect();
        let mut wakers = Vec::new();
        for ticket in passed {
            if let Some(mut waiter) = self.remove(ticket) {
                wakers.extend(waiter.waker.take());
                self.aside.insert(ticket, waiter);
            }
        }
        wakers
    }

    /// The calls that go before a call of this place that comes now.
    pub(super) fn ahead(&self, place: Place) -> Sum {
        let [foreground_retries, foreground, background_retries, background] = self.sums;
        let all_foreground = foreground_retries.plus(foreground);
        let all_background = background_retries.plus(background);
        let in_a_row = u64::from(FOREGROUND_IN_A_ROW);
        let of_foreground = |own: Sum| own.plus(all_background.at_most(own.calls / in_a_row));
        let of_background = |own: Sum| own.plus(all_foreground.at_most(in_a_row * (own.calls + 1)));
        match place {
            Place::ForegroundRetry => of_foreground(foreground_retries),
            Place::Foreground => of_foreground(all_foreground),
            Place::BackgroundRetry => of_background(background_retries),
            Place::Background => of_background(all_background),
        }
    }

    #[cfg(test)]
    pub(super) fn sums(&self) -> [Sum; 4] {
        self.sums
    }

    /// The time at which this call joined.
    pub(super) fn since(&self, ticket: Ticket) -> Option<Instant> {
        let waiter = self.waiting.get(&ticket).or_else(|| self.aside.get(&ticket))?;
        Some(waiter.since)
    }

    /// The time at which the oldest call joined. In each place, it is the call with the first ticket.
    pub(super) fn oldest(&self) -> Option<Instant> {
        let starts = Place::ALL.map(|place| Ticket { place, number: 0 });
        let first = |start: &Ticket| {
            let of = |line: &BTreeMap<Ticket, Waiter>| {
                let (ticket, waiter) = line.range(*start..).next()?;
                (ticket.place == start.place).then_some(waiter.since)
            };
            of(&self.waiting).into_iter().chain(of(&self.aside)).min()
        };
        starts.iter().filter_map(first).min()
    }
}
