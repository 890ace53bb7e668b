//! The hooks of the test kit. Without the feature `test-util`, every function here compiles to nothing.

#[cfg(not(feature = "test-util"))]
mod off;
#[cfg(feature = "test-util")]
mod on;

#[cfg(not(feature = "test-util"))]
use self::off as state;
#[cfg(feature = "test-util")]
use self::on as state;
#[cfg(feature = "tokio")]
pub(crate) use self::state::poll_skipped;
#[cfg(any(feature = "http", feature = "metrics-024"))]
pub(crate) use self::state::wall_clock;
#[cfg(feature = "test-util")]
pub(crate) use self::state::{AnyState, Context, Kit, record_cost};
#[cfg(feature = "std")]
pub(crate) use self::state::{
    Identity, InLine, Own, Watch, draw, now, own, park_in_line, skip_in_line, sleep_in_line,
};
pub(crate) use self::state::{SleepBy, attempts, record, skips, sleep_by};
