//! Tests of retried functions: without their waits, with the same waits each time, and with a record of what they did.
//!
//! `retry_attr::test` is the guide.

mod kit;
mod record;
mod scoped;
mod state;

use core::time::Duration;

pub use self::kit::Kit;
pub use self::record::{End, Entry, Record};
pub use self::scoped::{Scoped, wrap};
use crate::seam::Context;

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
