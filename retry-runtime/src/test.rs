//! Tests of retried functions: without their waits, with the same waits each time, and with a record of what they did.
//!
//! `retry_attr::test` is the guide.

mod context;
mod kit;
mod record;
mod scoped;
mod skip;

use core::task::{Context as TaskContext, Poll};
use core::time::Duration;
use std::time::Instant;

use self::context::Context;
pub(crate) use self::context::Entered;
pub use self::kit::Kit;
pub use self::record::{End, Entry, Record};
pub use self::scoped::{Scoped, wrap};
pub(crate) use self::skip::SleepBy;
use crate::telemetry::{Event, Origin};

/// Lets an attempt take this long: the virtual clock of [`Kit::no_wait`] goes on by it.
///
/// For stand-ins of clients, in sync and async functions alike. An async attempt whose time is up by it is cut where it
/// next waits or ends, and the clock then shows when it was cut. Where no clock is virtual (outside of a kit, or in one
/// that waits) it does nothing, so that a stand-in can serve there, too.
pub fn advance(duration: Duration) {
    if let Some(context) = Context::current() {
        context.pass(duration);
    }
}

/// Adds an attempt to the record.
pub(crate) fn report(origin: Origin, event: Event<'_>) {
    if let Some(context) = Context::current() {
        context.note(Entry { function: origin.function, attempt: origin.attempt, end: event.into() });
    }
}

/// A random number of the seed.
pub(crate) fn draw() -> Option<u64> {
    Context::current()?.draw()
}

/// How many attempts the kit gives every function.
pub(crate) fn attempts() -> Option<u32> {
    Context::current()?.attempts()
}

/// What the virtual clock shows.
pub(crate) fn now() -> Option<Instant> {
    Context::current()?.now()
}

/// Sets the virtual clock, back if need be: an attempt that is cut did not run on.
pub(crate) fn set_now(now: Instant) {
    if let Some(context) = Context::current() {
        context.set_now(now);
    }
}

/// While it is polled, an attempt ends then.
pub(crate) fn enter(end: Option<Instant>) -> Option<Entered> {
    Some(Context::current()?.until(end?).enter())
}

/// What a skipped wait is: over, unless an attempt around it was over before.
pub(crate) fn poll_skipped(task: &mut TaskContext<'_>) -> Poll<()> {
    if Context::current().is_none_or(|context| !context.is_over()) {
        return Poll::Ready(());
    }
    // Another cut, beside this wait, sets the clock back.
    task.waker().wake_by_ref();
    Poll::Pending
}

/// Whether a wait is skipped; the virtual clock then shows its end.
pub(crate) fn skip(wait: Duration) -> bool {
    Context::current().is_some_and(|context| context.pass(wait))
}
