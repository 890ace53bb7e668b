//! Stand-ins for the functions of streams, if the feature `stream` is off: rustc reports one error, in our words.

use core::future::{Pending, pending};

use super::judgment::{Begins, Judgment};
use super::plan::Plan;
use crate::outcome::{Returned, anchor};
use crate::verdict::Verdict;

/// No type is an outcome with a stream.
#[diagnostic::on_unimplemented(
    message = "`#[retry]` cannot read the stream that this function returns",
    label = "the feature `stream` is off",
    note = "help: enable the feature `stream` of `retry-attr`"
)]
pub trait OfStream {
    /// The error of the call and of an item.
    type Error;
    /// The value of an item.
    type Item;
    /// The outcome whose stream has begun.
    type Begun;
}

/// Takes no type.
pub fn begin<O: OfStream>(
    _: O,
    _: impl FnMut(&O::Item) -> Begins,
    _: impl FnOnce(&O::Error) -> Verdict,
) -> Pending<O::Begun> {
    pending()
}

/// As [`begin`].
pub fn begin_with<O: OfStream, K>(
    _: O,
    _: impl FnMut(&O::Item) -> Begins,
    _: impl FnOnce(&O::Error) -> Verdict,
    _: K,
) -> Pending<O::Begun> {
    pending()
}

/// Never called.
pub const fn late(_: &Plan, _: u32, judgment: Judgment<'_>) -> Verdict {
    judgment.verdict
}

/// Never called.
pub fn ask_late<E>(error: &E, verdict: fn(&E) -> Verdict) -> Verdict {
    verdict(error)
}

impl<O> Returned<O> {
    /// An outcome in code that never runs.
    #[must_use]
    pub const fn begun(&self) -> O {
        anchor()
    }
}
