use core::any::Any;
use core::cell::RefCell;
use core::fmt::Debug;
use core::future::Future;
use core::pin::Pin;
use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use core::task::{Context as TaskContext, Poll, ready};
use core::time::Duration;
use std::sync::Arc;
use std::thread_local;
use std::time::{Instant, SystemTime};

use pin_project_lite::pin_project;

use crate::event::{Event, Origin};

thread_local! {
    static CURRENT: RefCell<Option<Context>> = const { RefCell::new(None) };
}

/// The part of a test kit that the core asks.
pub(crate) trait Kit: Debug + Send + Sync {
    /// Lets time pass on the virtual clock. Returns whether there is one, so that the wait is skipped.
    fn pass(&self, wait: Duration) -> bool;

    /// The time on the virtual clock.
    fn now(&self) -> Option<Instant>;

    /// Sets the virtual clock, back if need be: an attempt that was cut did not run on.
    fn set_now(&self, now: Instant);

    /// The wall clock, if it is fixed.
    #[cfg_attr(
        not(any(feature = "http", feature = "metrics-024")),
        allow(dead_code, reason = "replies and metrics hold dates")
    )]
    fn wall_clock(&self) -> Option<SystemTime>;

    /// The next random number of the seed.
    fn draw(&self) -> Option<u64>;

    /// The number of attempts that the kit gives every function.
    fn attempts(&self) -> Option<u32>;

    /// Adds an event to the record.
    fn record(&self, origin: Origin, event: Event);

    /// Adds a cost above the limit of its upstream to the record, or one without a limit.
    fn record_cost(&self, upstream: &str, cost: u32, limit: Option<u32>);

    /// The kit's own state in place of the shared one with this number, made at its first use.
    fn own(&self, number: usize, make: &mut dyn FnMut() -> AnyState) -> AnyState;
}

/// A state of any type.
pub(crate) type AnyState = Arc<dyn Any + Send + Sync>;

/// The kit in force on this thread, and the end of the attempt around the current code.
#[derive(Clone, Debug)]
pub(crate) struct Context {
    kit: Arc<dyn Kit>,
    /// The earliest end of the attempts that are being polled.
    end: Option<Instant>,
}

impl Context {
    pub(crate) fn new(kit: Arc<dyn Kit>) -> Self {
        Self { kit, end: None }
    }

    /// The context of the thread. A thread that ends has none.
    pub(crate) fn current() -> Option<Self> {
        CURRENT.try_with(|current| current.borrow().clone()).ok().flatten()
    }

    /// The same kit, in its own task.
    pub(crate) fn detached(self) -> Self {
        Self { end: None, ..self }
    }

    /// The same kit, in an attempt that ends then.
    fn until(self, end: Instant) -> Self {
        let end = self.end.map_or(end, |outer| outer.min(end));
        Self { end: Some(end), ..self }
    }

    fn is_over(&self) -> bool {
        self.end.zip(self.kit.now()).is_some_and(|(end, now)| now >= end)
    }

    pub(crate) fn pass(&self, wait: Duration) -> bool {
        self.kit.pass(wait)
    }

    /// Makes this the context of the thread until the guard is dropped.
    pub(crate) fn enter(&self) -> Entered {
        Entered { outer: replace(Some(self.clone())) }
    }
}

/// Restores the previous context.
#[derive(Debug)]
pub(crate) struct Entered {
    outer: Option<Context>,
}

impl Drop for Entered {
    fn drop(&mut self) {
        replace(self.outer.take());
    }
}

fn replace(context: Option<Context>) -> Option<Context> {
    CURRENT.try_with(|current| current.replace(context)).ok().flatten()
}

/// Whether the kit skips this wait. The virtual clock then shows the end of the wait.
pub(crate) fn skips(wait: Duration) -> bool {
    Context::current().is_some_and(|context| context.pass(wait))
}

/// The result of polling a wait that the kit has skipped. The kit turns such a wait into one of no length.
#[cfg(feature = "tokio")]
pub(crate) fn poll_skipped(wait: Duration, task: &TaskContext<'_>) -> Option<Poll<()>> {
    wait.is_zero().then(|| poll_no_wait(task))
}

/// A skipped wait is ready, unless the attempt around it was over before.
fn poll_no_wait(task: &TaskContext<'_>) -> Poll<()> {
    if Context::current().is_none_or(|context| !context.is_over()) {
        return Poll::Ready(());
    }
    // Another cut during this wait sets the clock back.
    task.waker().wake_by_ref();
    Poll::Pending
}

/// The time on the kit's clock.
pub(crate) fn now() -> Option<Instant> {
    Context::current()?.kit.now()
}

/// The wall clock that the kit has fixed.
#[cfg(any(feature = "http", feature = "metrics-024"))]
pub(crate) fn wall_clock() -> Option<SystemTime> {
    Context::current()?.kit.wall_clock()
}

/// The kit's next random number.
pub(crate) fn draw() -> Option<u64> {
    Context::current()?.kit.draw()
}

/// The number of attempts that the kit gives every function.
pub(crate) fn attempts() -> Option<u32> {
    Context::current()?.kit.attempts()
}

/// Adds an event to the kit's record.
pub(crate) fn record(origin: Origin, event: Event) {
    if let Some(context) = Context::current() {
        context.kit.record(origin, event);
    }
}

/// Adds a cost that does not count as it is written to the kit's record.
pub(crate) fn record_cost(upstream: &str, cost: u32, limit: Option<u32>) {
    if let Some(context) = Context::current() {
        context.kit.record_cost(upstream, cost, limit);
    }
}

/// Ends an attempt on the kit's clock, for which no timer fires.
#[derive(Debug)]
pub(crate) struct Watch {
    end: Option<Instant>,
}

impl Watch {
    pub(crate) const fn new() -> Self {
        Self { end: None }
    }

    /// Called before the attempt.
    pub(crate) fn begin(&mut self, begun: Instant, left: Duration) {
        self.end = now().and_then(|_| begun.checked_add(left));
    }

    /// Called around each poll of the attempt.
    pub(crate) fn enter(&self) -> Option<Entered> {
        Some(Context::current()?.until(self.end?).enter())
    }

    /// Whether the time was up by the end of a poll.
    pub(crate) fn is_over(&self) -> bool {
        self.end.zip(now()).is_some_and(|(end, now)| now >= end)
    }

    /// Sets the clock to the time at which the attempt was cut.
    pub(crate) fn end(&self) {
        if let (Some(end), Some(context)) = (self.end, Context::current()) {
            context.kit.set_now(end);
        }
    }
}

pin_project! {
    /// A wait that a kit can skip.
    #[derive(Debug)]
    pub struct SleepBy<F> {
        #[pin]
        wait: Option<F>,
    }
}

pub(crate) fn sleep_by<F>(wait: Duration, sleep: impl FnOnce(Duration) -> F) -> SleepBy<F> {
    SleepBy { wait: (!skips(wait)).then(|| sleep(wait)) }
}

impl<F: Future<Output = ()>> Future for SleepBy<F> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, task: &mut TaskContext<'_>) -> Poll<()> {
        match self.project().wait.as_pin_mut() {
            Some(wait) => wait.poll(task),
            None => poll_no_wait(task),
        }
    }
}

/// Tells one shared state from another. An address would not do: it may be that of an earlier state.
#[derive(Debug)]
pub(crate) struct Identity(AtomicUsize);

impl Identity {
    pub(crate) const fn new() -> Self {
        Self(AtomicUsize::new(0))
    }

    /// A number above zero.
    pub(crate) fn number(&self) -> usize {
        static NUMBERS: AtomicUsize = AtomicUsize::new(1);
        match self.0.load(Relaxed) {
            0 => {
                let number = NUMBERS.fetch_add(1, Relaxed);
                self.0.compare_exchange(0, number, Relaxed, Relaxed).map_or_else(|other| other, |_| number)
            }
            number => number,
        }
    }
}

/// The kit's own state in place of a shared one.
#[derive(Debug)]
pub(crate) struct Own<T>(Option<Arc<T>>);

impl<T> Own<T> {
    pub(crate) fn or<'a>(&'a self, shared: &'a T) -> &'a T {
        self.0.as_deref().unwrap_or(shared)
    }
}

impl<T> Clone for Own<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

/// The state of the kit in force, if there is one.
pub(crate) fn own<T: Send + Sync + 'static>(identity: &Identity, make: impl Fn() -> T) -> Own<T> {
    let mut make = || -> AnyState { Arc::new(make()) };
    let own = Context::current().map(|context| context.kit.own(identity.number(), &mut make));
    Own(own.and_then(|own| own.downcast().ok()))
}

/// Skips a wait in line for a time that is known, if the kit skips waits.
pub(crate) fn skip_in_line(wait: Duration, is_timed: bool, task: &TaskContext<'_>) -> Option<Poll<()>> {
    (is_timed && skips(wait)).then(|| poll_no_wait(task))
}

pin_project! {
    /// A wait in line for other calls. Their attempts may wait for something real, so this is a real wait, and the virtual
    /// clock moves to its end only if it lasts until then.
    #[derive(Debug)]
    pub struct InLine<F> {
        #[pin]
        sleep: Option<F>,
        wait: Duration,
    }
}

/// `try_sleep` makes a timer where there can be one.
pub(crate) fn sleep_in_line<F>(
    wait: Duration,
    sleep: impl FnOnce(Duration) -> F,
    try_sleep: impl FnOnce(Duration) -> Option<F>,
) -> InLine<F> {
    let sleep = if now().is_some() { try_sleep(wait) } else { Some(sleep(wait)) };
    InLine { sleep, wait }
}

impl<F: Future<Output = ()>> Future for InLine<F> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, task: &mut TaskContext<'_>) -> Poll<()> {
        let this = self.project();
        if let Some(sleep) = this.sleep.as_pin_mut() {
            ready!(sleep.poll(task));
        }
        if skips(*this.wait) { poll_no_wait(task) } else { Poll::Ready(()) }
    }
}

/// A wait in line in a thread.
pub(crate) fn park_in_line(wait: Duration, is_timed: bool, park: impl FnOnce(Duration)) {
    if is_timed && skips(wait) {
        return;
    }
    let began = Instant::now();
    park(wait);
    if began.elapsed() >= wait {
        skips(wait);
    }
}
