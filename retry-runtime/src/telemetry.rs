//! Reports to traces and metrics, and to the test kit.

#[cfg(feature = "metrics-024")]
mod count;
#[cfg(feature = "std")]
pub(crate) mod gate;
#[cfg(feature = "tracing")]
mod off_features;
mod span;
#[cfg(feature = "fleet")]
mod store;
mod text;
#[cfg(feature = "tracing")]
mod trace;

pub(crate) use self::span::Turn;
pub use self::span::{entered, traced};
#[cfg(feature = "fleet")]
pub(crate) use self::store::{store_answers, store_is_silent};
pub use self::text::{HasText, Text};
use crate::event::{Event, Origin};
use crate::seam;

/// Reports to every enabled listener; compiles to nothing without one.
#[inline]
pub(crate) fn report(origin: Origin, event: Event, text: Text<'_>) {
    let _ = text;
    seam::record(origin, event);
    #[cfg(feature = "tracing")]
    trace::tell(origin, event, text);
    #[cfg(feature = "metrics-024")]
    count::count(origin, event);
}
