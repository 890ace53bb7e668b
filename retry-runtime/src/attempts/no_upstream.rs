//! Stand-ins for the items of an upstream, if the feature `std` is off: rustc reports one error, in our words.

use core::convert::Infallible;
use core::future::{Ready, ready};
use core::time::Duration;

use super::participation::Alone;
use super::plan::Plan;

/// A bound that no type meets.
#[diagnostic::on_unimplemented(
    message = "`#[retry]` has no clock and no lock for `upstream`",
    label = "the feature `std` is off",
    note = "help: enable the feature `std` of `retry-attr`, or `tokio` for async functions"
)]
pub trait AsUpstream {
    /// Never called.
    fn as_upstream(&self) {}
}

/// Takes no upstream.
#[derive(Debug)]
pub struct Under;

impl Under {
    /// Never called.
    #[must_use]
    pub const fn new((): ()) -> Self {
        Self
    }

    /// Never called.
    #[must_use]
    pub const fn cost(self, _: u32) -> Self {
        self
    }

    /// Never called.
    #[must_use]
    pub const fn background(self) -> Self {
        self
    }
}

/// Shares nothing.
#[derive(Debug)]
pub struct Joined;

impl Joined {
    /// Never called.
    #[expect(clippy::new_ret_no_self, reason = "the expansion calls it by this name")]
    pub fn new<C>(_: Under, _: C) -> Alone {
        Alone
    }
}

/// Never called.
pub fn may_go<A>(_: &mut A) -> bool {
    true
}

/// Never called.
pub fn admit<A, T>(_: &mut A, _: T) -> Ready<()> {
    ready(())
}

/// Never called.
pub fn admit_by<A, W>(_: &mut A, _: impl FnMut(Duration) -> W) -> Ready<()> {
    ready(())
}

/// Never called.
pub fn admit_blocking<A, T>(_: &mut A, _: T) {}

/// Never called.
pub fn admit_blocking_by<A>(_: &mut A, _: impl FnMut(Duration)) {}

/// Never called.
pub fn admit_until<A, T>(_: &mut A, _: &Plan, _: T) -> Ready<Result<(), Infallible>> {
    ready(Ok(()))
}

/// Never called.
pub fn admit_until_by<A, W>(
    _: &mut A,
    _: &Plan,
    _: impl FnMut(Duration) -> W,
) -> Ready<Result<(), Infallible>> {
    ready(Ok(()))
}

/// Never called.
#[expect(clippy::missing_errors_doc, reason = "never called")]
pub const fn admit_blocking_until<A, T: Copy>(_: &mut A, _: &Plan, _: T) -> Result<(), Infallible> {
    Ok(())
}

/// Never called.
#[expect(clippy::missing_errors_doc, reason = "never called")]
pub fn admit_blocking_until_by<A>(_: &mut A, _: &Plan, _: impl FnMut(Duration)) -> Result<(), Infallible> {
    Ok(())
}

/// Never called.
pub fn slot<A>(_: &mut A) {}

/// The place of no upstream.
#[derive(Debug)]
pub struct Place<'a, U: ?Sized>(pub &'a U);

/// The checks of a place.
pub trait Elsewhere {
    /// Never called.
    fn __retry_attr_beside_mut(&self) {}

    /// Never called.
    fn __retry_attr_behind_stream(&self) {}
}

impl<U: ?Sized> Elsewhere for Place<'_, U> {}
