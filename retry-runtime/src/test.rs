//! Tests of retried functions: without waits, with the same waits each time, and with a record of all attempts.
//!
//! `retry_attr::test` is the guide.

mod gate;
mod kit;
mod record;
mod scoped;
mod state;
mod warning;

use core::time::Duration;

pub use self::gate::Gate;
pub use self::kit::Kit;
pub use self::record::{End, Entry, Record};
pub use self::scoped::{Scoped, wrap};
pub use self::warning::Warning;
use crate::seam::Context;

/// Advances the virtual clock of [`Kit::no_wait`], as if the attempt took this long.
///
/// Call it in the mock of a client, sync or async. If an async attempt then exceeds its limit, the attempt is cut where it next waits
/// or ends, and the clock shows the time of the cut. Without a virtual clock (outside of a kit, or in a kit that waits) it does
/// nothing, so a mock also works there.
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use std::time::Duration;
///
/// use retry_attr::test::{Kit, advance};
///
/// let (_, record) = Kit::new().no_wait().run(|| advance(Duration::from_secs(2)));
/// assert_eq!(record.elapsed(), Duration::from_secs(2));
/// ```
pub fn advance(duration: Duration) {
    if let Some(context) = Context::current() {
        context.pass(duration);
    }
}
