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

use super::gate::Visit;
use super::line::Ticket;
use super::shared::{Shared, Turn};
use super::word::Pass;
use crate::seam;
use crate::wait::Clock;

/// Why a call did not get its turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The wait would have been this long, and was not begun.
    TooLong(Duration),
    /// The wait has lasted until its end.
    TimeUp,
}

/// A call in the line, which it leaves when this is dropped.
#[derive(Debug)]
struct InLine<'a> {
    shared: &'a Shared,
    visit: Visit,
    end: Option<Instant>,
    ticket: Option<Ticket>,
}

impl<'a> InLine<'a> {
    const fn new(shared: &'a Shared, visit: Visit, end: Option<Instant>) -> Self {
        Self { shared, visit, end, ticket: None }
    }

    /// Goes past an empty line.
    fn enter(&self, now: Instant) -> Option<Pass> {
        if self.ticket.is_none() { self.shared.enter(self.visit, now) } else { None }
    }

    /// Asks for the turn. An `Err` is the time after which to ask again.
    fn ask(&mut self, waker: Waker, now: Instant) -> Result<Result<Pass, Duration>, Refused> {
        match self.shared.ask(self.visit, &mut self.ticket, waker, self.end, now) {
            Turn::Go(pass) => Ok(Ok(pass)),
            Turn::Wait(wait) => Ok(Err(wait)),
            Turn::TooLong(wait) => Err(Refused::TooLong(wait)),
            Turn::TimeUp => Err(Refused::TimeUp),
        }
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
    F: FnMut(Duration) -> S,
    S: Future<Output = ()>,
{
    type Output = Result<Pass, Refused>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let mut this = self.project();
        if let Some(pass) = this.line.enter(C::now()) {
            return Poll::Ready(Ok(pass));
        }
        let wait = match this.line.ask(context.waker().clone(), C::now())? {
            Ok(pass) => return Poll::Ready(Ok(pass)),
            Err(wait) => wait,
        };
        this.timer.set(Some((this.sleep)(wait)));
        let poll = this.timer.as_mut().as_pin_mut().map(|timer| timer.poll(context));
        if poll.is_none_or(|poll| poll.is_ready()) {
            // A kit skips the wait. The attempt that holds the slot may be in the same task, and runs first.
            context.waker().wake_by_ref();
        }
        Poll::Pending
    }
}

/// The wait in a sync function.
#[cold]
pub(super) fn wait<C: Clock>(
    shared: &Shared,
    visit: Visit,
    end: Option<Instant>,
    mut park: impl Park,
) -> Result<Pass, Refused> {
    let mut line = InLine::new(shared, visit, end);
    if let Some(pass) = line.enter(C::now()) {
        return Ok(pass);
    }
    let waker = park.waker();
    loop {
        match line.ask(waker.clone(), C::now())? {
            Ok(pass) => return Ok(pass),
            Err(wait) => park.park(wait),
        }
    }
}

/// How a thread waits until it is woken or a time has passed.
pub trait Park {
    /// Ends a wait of this thread.
    fn waker(&self) -> Waker;

    /// Waits for this time, unless it is woken.
    fn park(&mut self, wait: Duration);
}

/// The thread itself.
impl Park for crate::wait::Thread {
    fn waker(&self) -> Waker {
        Waker::from(Arc::new(Unpark(thread::current())))
    }

    fn park(&mut self, wait: Duration) {
        if !seam::skips(wait) {
            thread::park_timeout(wait);
        }
    }
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// The user's own wait, which cannot be woken: it looks for its turn once a second.
impl<F: FnMut(Duration)> Park for F {
    fn waker(&self) -> Waker {
        Waker::noop().clone()
    }

    fn park(&mut self, wait: Duration) {
        self(wait.min(Duration::from_secs(1)));
    }
}
