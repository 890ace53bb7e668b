//! The box between the gate of this process and the thread that asks the store. Neither waits for the other.

use core::mem;
use core::sync::atomic::{AtomicBool, Ordering::Relaxed};
use core::task::Waker;
use core::time::Duration;
use std::collections::VecDeque;
use std::format;
use std::string::String;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

use super::question::{Hold, LEASE, News, Question, Slow, Take, Terms, Trip};
use super::store::Store;
use crate::random::draw;

/// The format of the keys and their values. A process with another one shares nothing with this.
const FORMAT: u32 = 1;

/// One upstream of this process in one store.
pub(super) struct Link {
    pub(super) name: String,
    pub(super) store: Arc<dyn Store>,
    /// Of the gate, of the line, and of the slots of `in_flight`.
    keys: [String; 3],
    /// Names this process among those that hold slots.
    process: i64,
    /// How long its slots of `in_flight` are leased.
    pub(super) lease: Duration,
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

#[derive(Debug, Default)]
struct Inbox {
    news: VecDeque<News>,
    /// Wakes the first in the line.
    waker: Option<Waker>,
}

impl Link {
    pub(super) fn new(name: &str, store: Arc<dyn Store>) -> Self {
        let namespace = store.namespace();
        // The namespace has no slash, so that no other pair has these keys.
        let is_plain = namespace.is_empty() && !name.contains('/');
        let tag = if is_plain { name.into() } else { format!("{namespace}/{name}") };
        let key = |what: &str| format!("retry-attr:{FORMAT}:{{{tag}}}:{what}");
        Self {
            name: name.into(),
            keys: [key("gate"), key("line"), key("held")],
            store,
            process: i64::try_from(draw() >> 1).unwrap_or_default(),
            lease: LEASE,
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
            let epoch = if slow.epoch == 0 { earlier.epoch } else { slow.epoch };
            outbox.slow = Some((Slow { pause: slow.pause.max(earlier.pause), epoch }, terms));
        });
    }

    pub(super) fn hold(&self, hold: Hold, terms: Terms) {
        self.send(|outbox| outbox.hold = Some((hold, terms)));
    }

    fn send(&self, put: impl FnOnce(&mut Outbox)) {
        put(&mut self.outbox());
        self.post.notify_one();
    }

    /// The report is sent with the next question.
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
    pub(super) fn renew_after(&self) -> Duration {
        self.lease / 3
    }

    pub(super) fn renew(&self) {
        let mut outbox = self.outbox();
        outbox.hold = outbox.hold.or(Some(outbox.held));
    }

    /// The last trip of a closed link, which returns its slots. The next link asks for the slots still in use.
    pub(super) fn give_back(&self) -> Option<Trip> {
        let mut outbox = self.outbox();
        let (held, terms) = mem::take(&mut outbox.held);
        let none = Hold { used: 0, wanted: 0, ..held };
        // Slots in use are wanted, too. The answer to a question may be on its way.
        (held.wanted > 0).then(|| self.trip_to_hold(none, terms))
    }

    fn trip_to_hold(&self, hold: Hold, terms: Terms) -> Trip {
        let arguments = hold.arguments(self.process, terms.in_flight, self.lease);
        Trip { question: Question::Hold(hold), terms, arguments }
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
        Some(self.trip_to_hold(hold, terms))
    }

    pub(super) fn keys(&self, question: Question) -> &[String] {
        match question {
            Question::Slow => &self.keys[..1],
            Question::Take(_) => &self.keys[..2],
            Question::Hold(_) => &self.keys[2..],
        }
    }

    pub(super) fn deliver(&self, news: News) {
        let mut inbox = self.inbox();
        // Renewals go on while no call asks the gate. Each other answer belongs to a question, so there are few of them.
        if !matches!(news, News::Report { .. }) {
            inbox.news.retain(|earlier| mem::discriminant(earlier) != mem::discriminant(&news));
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

impl Outbox {
    fn succeeded(&mut self) -> bool {
        mem::take(&mut self.has_succeeded)
    }
}
