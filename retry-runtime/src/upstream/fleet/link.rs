//! The box between the gate of this process and the thread that asks the store. Neither waits for the other.

use core::mem;
use core::sync::atomic::{AtomicBool, Ordering::Relaxed};
use core::task::Waker;
use core::time::Duration;
use std::collections::VecDeque;
use std::format;
use std::string::String;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;
use std::vec::Vec;

use tokio::sync::Notify;

use super::answer::Report;
use super::script::Script;
use super::store::Store;
use crate::random::draw;

/// The format of the keys and their values. A process with another one shares nothing with this.
const FORMAT: u32 = 1;
/// The lease of a slot of `in_flight`, which its process renews three times as often.
const HOLD: Duration = Duration::from_secs(60);
/// So many answers are kept for a gate that nobody asks.
const NEWS: usize = 16;

/// One upstream of this process in one store.
pub(super) struct Link {
    pub(super) name: String,
    pub(super) store: Arc<dyn Store>,
    /// Of the gate, of epochs, of the line, and of the slots of `in_flight`.
    keys: [String; 4],
    /// Names this process among those that hold slots.
    process: i64,
    outbox: Mutex<Outbox>,
    inbox: Mutex<Inbox>,
    has_news: AtomicBool,
    is_closed: AtomicBool,
    pub(super) post: Notify,
}

#[derive(Debug, Default)]
struct Outbox {
    has_succeeded: bool,
    slow: Option<(Slow, Terms)>,
    take: Option<(Take, Terms)>,
    hold: Option<(Hold, Terms)>,
    /// The latest numbers of this process, by which its leases are renewed.
    held: (Hold, Terms),
}

/// What is sent with each question about the pace.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Terms {
    pub(super) max_pause: Duration,
    pub(super) requests_per_minute: u32,
    pub(super) tokens_per_minute: u32,
    pub(super) in_flight: u32,
    pub(super) known: Option<Known>,
}

/// The pace that this process knows, for a store that has forgotten it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Known {
    /// The rate of the fleet in slow start.
    InSlowStart(f64),
    OfFleet(f64),
    /// The rate at which this process has gone alone.
    OfProcess(f64),
}

/// Refusals since the last report.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Slow {
    /// The longest.
    pub(super) pause: Duration,
    /// 0 if only the pause counts.
    pub(super) epoch: i64,
}

/// A question for slots; for none, it only asks for the state of the pace.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Take {
    pub(super) waiting: u32,
    /// Of the first in the line, from 1.
    pub(super) place: u8,
    pub(super) cost: u32,
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Hold {
    pub(super) used: u32,
    pub(super) wanted: u32,
    /// Counts the questions of the gate.
    pub(super) number: u32,
}

/// One round trip.
#[derive(Debug)]
pub(super) struct Trip {
    pub(super) question: Question,
    pub(super) terms: Terms,
    pub(super) arguments: Vec<i64>,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Question {
    Slow,
    Take(Take),
    Hold(Hold),
}

/// What the gate hears.
#[derive(Debug)]
pub(super) enum News {
    /// `at` is when the report came.
    Report { report: Report, question: Question, at: Instant },
    /// The slots of `in_flight`, and the number of the question.
    Held { slots: u32, number: u32 },
    /// The store was silent.
    Silent,
}

#[derive(Debug, Default)]
struct Inbox {
    news: VecDeque<News>,
    /// Wakes the first in the line.
    waker: Option<Waker>,
}

impl Link {
    pub(super) fn new(name: &str, store: Arc<dyn Store>) -> Self {
        let namespace = store.namespace();
        let tag = if namespace.is_empty() { name.into() } else { format!("{namespace}/{name}") };
        let key = |what: &str| format!("retry-attr:{FORMAT}:{{{tag}}}:{what}");
        Self {
            name: name.into(),
            keys: [key("gate"), key("epoch"), key("line"), key("held")],
            store,
            process: i64::try_from(draw() >> 1).unwrap_or_default(),
            outbox: Mutex::default(),
            inbox: Mutex::default(),
            has_news: AtomicBool::new(false),
            is_closed: AtomicBool::new(false),
            post: Notify::new(),
        }
    }

    // The side of the gate.

    pub(super) fn ask(&self, take: Take, terms: Terms) {
        self.send(|outbox| outbox.take = Some((take, terms)));
    }

    pub(super) fn report(&self, slow: Slow, terms: Terms) {
        self.send(|outbox| {
            let (earlier, terms) = outbox.slow.unwrap_or((slow, terms));
            let (pause, epoch) = (slow.pause.max(earlier.pause), slow.epoch.max(earlier.epoch));
            outbox.slow = Some((Slow { pause, epoch }, terms));
        });
    }

    pub(super) fn hold(&self, hold: Hold, terms: Terms) {
        self.send(|outbox| outbox.hold = Some((hold, terms)));
    }

    fn send(&self, put: impl FnOnce(&mut Outbox)) {
        put(&mut self.outbox());
        self.post.notify_one();
    }

    /// It is sent with the next question.
    pub(super) fn note_success(&self) {
        self.outbox().has_succeeded = true;
    }

    pub(super) fn note_held(&self, held: Hold, terms: Terms) {
        self.outbox().held = (held, terms);
    }

    pub(super) fn has_news(&self) -> bool {
        self.has_news.load(Relaxed)
    }

    pub(super) fn read(&self) -> VecDeque<News> {
        let mut inbox = self.inbox();
        self.has_news.store(false, Relaxed);
        mem::take(&mut inbox.news)
    }

    /// Has this one woken at the next news. Returns a waker that is no longer needed: an earlier one, or this one if there
    /// are news already, which `Err` says.
    pub(super) fn wake_by(&self, waker: Waker) -> Result<Option<Waker>, Waker> {
        let mut inbox = self.inbox();
        if inbox.news.is_empty() { Ok(inbox.waker.replace(waker)) } else { Err(waker) }
    }

    pub(super) fn close(&self) {
        self.is_closed.store(true, Relaxed);
        self.post.notify_one();
    }

    // The side of the thread.

    pub(super) fn is_closed(&self) -> bool {
        self.is_closed.load(Relaxed)
    }

    pub(super) fn holds_slots(&self) -> bool {
        self.outbox().held.0.used > 0
    }

    /// Before the leases end.
    pub(super) fn renew_after() -> Duration {
        HOLD / 3
    }

    pub(super) fn renew(&self) {
        let mut outbox = self.outbox();
        outbox.hold = outbox.hold.or(Some(outbox.held));
    }

    /// Forgets what was not sent in time: the calls that asked have gone.
    pub(super) fn forget(&self) {
        let mut outbox = self.outbox();
        outbox.slow = None;
        outbox.take = outbox.take.map(|(_, terms)| (Take::default(), terms));
    }

    /// The next round trip. Refusals come first.
    pub(super) fn next_trip(&self) -> Option<Trip> {
        let mut outbox = self.outbox();
        if let Some((slow, terms)) = outbox.slow.take() {
            let arguments = [terms.arguments(outbox.succeeded()), slow.arguments()].concat();
            return Some(Trip { question: Question::Slow, terms, arguments });
        }
        if let Some((take, terms)) = outbox.take.take() {
            let arguments = [terms.arguments(outbox.succeeded()), take.arguments()].concat();
            return Some(Trip { question: Question::Take(take), terms, arguments });
        }
        let (hold, terms) = outbox.hold.take()?;
        let arguments = hold.arguments(self.process, terms.in_flight);
        Some(Trip { question: Question::Hold(hold), terms, arguments })
    }

    pub(super) fn keys(&self, question: Question) -> &[String] {
        match question {
            Question::Slow => &self.keys[..2],
            Question::Take(_) => &self.keys[..3],
            Question::Hold(_) => &self.keys[3..],
        }
    }

    pub(super) fn deliver(&self, news: News) {
        let mut inbox = self.inbox();
        if inbox.news.len() >= NEWS {
            inbox.news.pop_front();
        }
        inbox.news.push_back(news);
        self.has_news.store(true, Relaxed);
        let waker = inbox.waker.take();
        drop(inbox);
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    fn outbox(&self) -> MutexGuard<'_, Outbox> {
        self.outbox.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn inbox(&self) -> MutexGuard<'_, Inbox> {
        self.inbox.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl core::fmt::Debug for Link {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Link").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Question {
    pub(super) const fn script(self) -> &'static Script {
        match self {
            Self::Slow => &Script::SLOW,
            Self::Take(_) => &Script::TAKE,
            Self::Hold(_) => &Script::HOLD,
        }
    }
}

impl Outbox {
    fn succeeded(&mut self) -> bool {
        mem::take(&mut self.has_succeeded)
    }
}

impl Terms {
    fn arguments(self, has_succeeded: bool) -> Vec<i64> {
        let (known, rate) = match self.known {
            None => (0, 0.0),
            Some(Known::InSlowStart(rate)) => (1, rate),
            Some(Known::OfFleet(rate)) => (2, rate),
            Some(Known::OfProcess(rate)) => (3, rate),
        };
        #[expect(clippy::cast_possible_truncation, reason = "a rate is at most a million per second")]
        let rate = (rate * 1e6) as i64;
        [
            micros(self.max_pause),
            self.requests_per_minute.into(),
            self.tokens_per_minute.into(),
            has_succeeded.into(),
            known,
            rate,
        ]
        .into()
    }
}

impl Slow {
    fn arguments(self) -> Vec<i64> {
        [micros(self.pause), self.epoch].into()
    }
}

impl Take {
    fn arguments(self) -> Vec<i64> {
        [self.waiting.into(), self.place.max(1).into(), self.cost.into()].into()
    }
}

impl Hold {
    fn arguments(self, process: i64, slots: u32) -> Vec<i64> {
        [process, slots.into(), self.used.into(), self.wanted.into(), micros(HOLD)].into()
    }
}

fn micros(duration: Duration) -> i64 {
    // Lua counts exactly to 2^53; an hour is more than any pause here.
    i64::try_from(duration.min(Duration::from_secs(3600)).as_micros()).unwrap_or(i64::MAX)
}
