//! The values of options that are called and were evaluated before the first attempt.
//!
//! The bounds of each function tell rustc the signature of a closure, which is then general over lifetimes. The pointer
//! beside the value repeats no bound, so rustc reports a value of another type once, and not at each use.

use core::time::Duration;

use crate::event::{GaveUp, Retry};
use crate::outcome::{Outcome, Returned};
use crate::verdict::Verdict;

/// A value, and the way to call it.
#[derive(Debug)]
pub struct Evaluated<F, C> {
    /// The value.
    pub value: F,
    /// Calls it.
    pub call: C,
}

/// The value of `on_retry`.
pub fn on_retry<O: Outcome, F: FnMut(&Retry<'_, O::Error>)>(
    _: &Returned<O>,
    value: F,
) -> Evaluated<F, fn(&mut F, &Retry<'_, O::Error>)> {
    Evaluated { value, call: |value, retry| value(retry) }
}

/// The value of `on_give_up`.
pub fn on_give_up<O: Outcome, F: FnMut(&GaveUp<'_, O::Error>)>(
    _: &Returned<O>,
    value: F,
) -> Evaluated<F, fn(&mut F, &GaveUp<'_, O::Error>)> {
    Evaluated { value, call: |value, gave_up| value(gave_up) }
}

/// The value of `random`.
pub fn random<F: FnMut() -> u64>(value: F) -> Evaluated<F, fn(&mut F) -> u64> {
    Evaluated { value, call: |value| value() }
}

/// The value of `sleep` in a sync function.
pub fn sleep_here<F: FnMut(Duration)>(value: F) -> Evaluated<F, fn(&mut F, Duration)> {
    Evaluated { value, call: |value, delay| value(delay) }
}

/// The value of `sleep` in an async function.
pub fn sleep_later<F: FnMut(Duration) -> W, W>(value: F) -> Evaluated<F, fn(&mut F, Duration) -> W> {
    Evaluated { value, call: |value, delay| value(delay) }
}

/// The value of `verdict`.
pub fn verdict<O: Outcome, F: FnMut(&O::Error) -> Verdict>(
    _: &Returned<O>,
    value: F,
) -> Evaluated<F, fn(&mut F, &O::Error) -> Verdict> {
    Evaluated { value, call: |value, error| value(error) }
}

/// The value of a closure around an expression. The closure returns neither an `Option` nor a `Result`, so a `?` in the
/// expression does not compile.
pub fn value_of<F, C>(value: impl FnOnce() -> Evaluated<F, C>) -> Evaluated<F, C> {
    value()
}
