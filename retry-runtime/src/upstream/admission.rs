//! The wait for a turn, in async and in sync functions.

use core::future::Future;
use core::marker::PhantomData;
use core::ops::Deref;
use core::pin::Pin;
use core::task::{Context, Poll};
use core::time::Duration;
use std::sync::Arc;
use std::task::{Wake, Waker};
use std::thread::{self, Thread};
use std::time::Instant;

use pin_project_lite::pin_project;

use super::shared::Turn;
use super::{Under, Upstream};
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

pin_project! {
    /// Ready when the attempt may begin.
    #[derive(Debug)]
    pub struct Admission<'a, H, C, F, S>
    where
        H: Deref<Target = Upstream>,
    {
        under: &'a mut Under<H>,
        end: Option<Instant>,
        sleep: F,
        #[pin]
        timer: Option<S>,
        clock: PhantomData<fn() -> C>,
    }

    impl<H, C, F, S> PinnedDrop for Admission<'_, H, C, F, S>
    where
        H: Deref<Target = Upstream>,
    {
        fn drop(this: Pin<&mut Self>) {
            this.project().under.leave_line();
        }
    }
}

impl<H: Deref<Target = Upstream>> Under<H> {
    /// Waits for a turn, but not until `end`. `sleep` makes the timers.
    pub fn admit<C: Clock, F, S>(&mut self, _: C, end: Option<Instant>, sleep: F) -> Admission<'_, H, C, F, S>
    where
        F: FnMut(Duration) -> S,
        S: Future<Output = ()>,
    {
        Admission { under: self, end, sleep, timer: None, clock: PhantomData }
    }

    /// [`admit`](Self::admit) in a sync function.
    ///
    /// # Errors
    ///
    /// If there is no turn before `end`.
    #[inline]
    pub fn admit_blocking<C: Clock>(
        &mut self,
        _: C,
        end: Option<Instant>,
        park: impl Park,
    ) -> Result<(), Refused> {
        if self.enter_open() { Ok(()) } else { self.wait_blocking::<C>(end, park) }
    }

    #[cold]
    fn wait_blocking<C: Clock>(&mut self, end: Option<Instant>, mut park: impl Park) -> Result<(), Refused> {
        if self.enter(C::now()) {
            return Ok(());
        }
        let waker = park.waker();
        loop {
            match self.ask(waker.clone(), end, C::now()) {
                Turn::Go(_) => return Ok(()),
                Turn::Wait(wait) => park.park(wait),
                Turn::TooLong(wait) => return Err(Refused::TooLong(wait)),
                Turn::TimeUp => return Err(Refused::TimeUp),
            }
        }
    }
}

impl<H, C, F, S> Future for Admission<'_, H, C, F, S>
where
    H: Deref<Target = Upstream>,
    C: Clock,
    F: FnMut(Duration) -> S,
    S: Future<Output = ()>,
{
    type Output = Result<(), Refused>;

    #[inline]
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let is_open = self.as_mut().project().under.enter_open();
        if is_open { Poll::Ready(Ok(())) } else { self.poll_closed(context) }
    }
}

impl<H, C, F, S> Admission<'_, H, C, F, S>
where
    H: Deref<Target = Upstream>,
    C: Clock,
    F: FnMut(Duration) -> S,
    S: Future<Output = ()>,
{
    #[cold]
    fn poll_closed(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<(), Refused>> {
        let mut this = self.project();
        if this.under.enter(C::now()) {
            return Poll::Ready(Ok(()));
        }
        loop {
            let wait = match this.under.ask(context.waker().clone(), *this.end, C::now()) {
                Turn::Go(_) => return Poll::Ready(Ok(())),
                Turn::Wait(wait) => wait,
                Turn::TooLong(wait) => return Poll::Ready(Err(Refused::TooLong(wait))),
                Turn::TimeUp => return Poll::Ready(Err(Refused::TimeUp)),
            };
            this.timer.set(Some((this.sleep)(wait)));
            let poll = this.timer.as_mut().as_pin_mut().map(|timer| timer.poll(context));
            if poll.is_some_and(|poll| poll.is_pending()) {
                return Poll::Pending;
            }
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
