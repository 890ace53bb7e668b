//! The wait for a turn, in async and in sync functions.

use core::future::Future;
use core::marker::PhantomData;
use core::pin::Pin;
use core::task::{Context, Poll};
use core::time::Duration;
use std::sync::Arc;
use std::task::{Wake, Waker};
use std::thread::{self, Thread};
use std::time::Instant;

use pin_project_lite::pin_project;

use super::gate::{Look, Visit};
use super::line::Ticket;
use super::shared::{Shared, Turn};
use super::word::Pass;
use crate::seam;
use crate::wait::{Clock, Timer};

impl Look {
    /// The timer for the look.
    #[inline]
    pub(super) fn sleep<T: Timer + Copy>(self, timer: T) -> seam::InLine<T::Sleep> {
        seam::sleep_in_line(self.after, |wait| timer.sleep(wait), |wait| timer.try_sleep(wait))
    }

    /// The user's own timer, which a kit does not call.
    #[inline]
    pub(super) fn sleep_by<W>(self, sleep: impl FnOnce(Duration) -> W) -> seam::InLine<W> {
        seam::sleep_in_line(self.after, sleep, |_| None)
    }
}

/// The reason why a call did not get its turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The wait would have been this long, so it did not begin.
    TooLong(Duration),
    /// The wait has lasted until its end.
    TimeUp,
}

/// The end of a wait for a turn.
#[derive(Debug)]
pub(super) struct Waited {
    pub(super) turn: Result<Pass, Refused>,
    pub(super) time: Duration,
}

/// A call in the line, which it leaves when this is dropped.
#[derive(Debug)]
struct InLine<'a> {
    shared: &'a Shared,
    visit: Visit,
    end: Option<Instant>,
    since: Option<Instant>,
    ticket: Option<Ticket>,
}

impl<'a> InLine<'a> {
    const fn new(shared: &'a Shared, visit: Visit, end: Option<Instant>) -> Self {
        Self { shared, visit, end, since: None, ticket: None }
    }

    /// Takes a turn without joining, if the line is empty.
    fn enter(&mut self, now: Instant) -> Option<Waited> {
        if self.since.is_some() {
            return None;
        }
        self.since = Some(now);
        let pass = self.shared.enter(self.visit, now)?;
        Some(Waited { turn: Ok(pass), time: Duration::ZERO })
    }

    /// Asks for the turn. An `Err` says when to ask again.
    fn ask(&mut self, waker: Waker, now: Instant) -> Result<Waited, Look> {
        let turn = match self.shared.ask(self.visit, &mut self.ticket, waker, self.end, now) {
            Turn::Go(pass) => Ok(pass),
            Turn::Wait(look) => return Err(look),
            Turn::TooLong(wait) => Err(Refused::TooLong(wait)),
            Turn::TimeUp => Err(Refused::TimeUp),
        };
        let time = self.since.map(|since| now.saturating_duration_since(since));
        Ok(Waited { turn, time: time.unwrap_or_default() })
    }
}

impl Drop for InLine<'_> {
    fn drop(&mut self) {
        if let Some(ticket) = self.ticket {
            self.shared.leave(ticket);
        }
    }
}

pin_project! {
    /// The wait in an async function.
    #[derive(Debug)]
    pub(super) struct Admission<'a, C, F, S> {
        line: InLine<'a>,
        sleep: F,
        #[pin]
        timer: Option<S>,
        clock: PhantomData<fn() -> C>,
    }
}

impl<'a, C, F, S> Admission<'a, C, F, S> {
    pub(super) const fn new(shared: &'a Shared, visit: Visit, end: Option<Instant>, sleep: F) -> Self {
        Self { line: InLine::new(shared, visit, end), sleep, timer: None, clock: PhantomData }
    }
}

impl<C, F, S> Future for Admission<'_, C, F, S>
where
    C: Clock,
    F: FnMut(Look) -> S,
    S: Future<Output = ()>,
{
    type Output = Waited;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Waited> {
        let mut this = self.project();
        if let Some(waited) = this.line.enter(C::now()) {
            return Poll::Ready(waited);
        }
        if let Some(timer) = this.timer.as_mut().as_pin_mut() {
            // The clock of a kit moves to the end of a wait that lasts until its end.
            let _ = timer.poll(context);
            this.timer.set(None);
        }
        let look = loop {
            let look = match this.line.ask(context.waker().clone(), C::now()) {
                Ok(waited) => return Poll::Ready(waited),
                Err(look) => look,
            };
            match seam::skip_in_line(look.after, look.is_timed, context) {
                Some(Poll::Ready(())) => {}
                Some(Poll::Pending) => return Poll::Pending,
                None => break look,
            }
        };
        this.timer.set(Some((this.sleep)(look)));
        let poll = this.timer.as_mut().as_pin_mut().map(|timer| timer.poll(context));
        if poll.is_none_or(|poll| poll.is_ready()) {
            this.timer.set(None);
            // The user's own timer, or that of a kit, does not wait. An attempt in the same task runs first.
            context.waker().wake_by_ref();
        }
        Poll::Pending
    }
}

/// The wait in a sync function.
#[cold]
#[inline(never)]
pub(super) fn wait<C: Clock>(shared: &Shared, visit: Visit, end: Option<Instant>, park: impl Park) -> Waited {
    let now = C::now();
    match shared.enter(visit, now) {
        Some(pass) => Waited { turn: Ok(pass), time: Duration::ZERO },
        None => wait_in_line::<C>(shared, visit, end, now, park),
    }
}

fn wait_in_line<C: Clock>(
    shared: &Shared,
    visit: Visit,
    end: Option<Instant>,
    since: Instant,
    mut park: impl Park,
) -> Waited {
    let mut line = InLine { since: Some(since), ..InLine::new(shared, visit, end) };
    let waker = park.waker();
    loop {
        match line.ask(waker.clone(), C::now()) {
            Ok(waited) => return waited,
            Err(look) => park.park(look),
        }
    }
}

/// The way in which a thread waits until it is woken or a time has passed.
pub trait Park {
    /// Ends a wait of this thread.
    fn waker(&self) -> Waker;

    /// Waits for this look, unless it is woken.
    fn park(&mut self, look: Look);
}

/// The thread itself.
impl Park for crate::wait::Thread {
    fn waker(&self) -> Waker {
        Waker::from(Arc::new(Unpark(thread::current())))
    }

    fn park(&mut self, look: Look) {
        seam::park_in_line(look.after, look.is_timed, thread::park_timeout);
    }
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// The user's own wait, which cannot be woken. It checks for its turn once per second.
impl<F: FnMut(Duration)> Park for F {
    fn waker(&self) -> Waker {
        Waker::noop().clone()
    }

    fn park(&mut self, look: Look) {
        self(look.after.min(Duration::from_secs(1)));
    }
}
