/// The copy of an argument on its way into the attempt. The wrapper is never `Copy`, because an `async` block only borrows
/// a `Copy` value.
#[derive(Debug)]
pub struct Copied<T>(pub T);

impl<T> Copied<T> {
    /// Takes the copy out through a call. Access to the field would be a borrow again.
    #[inline]
    #[must_use]
    pub fn into_inner(self) -> T {
        self.0
    }
}

/// An argument that an attribute above `#[retry]` moves into its own block or closure.
#[diagnostic::on_unimplemented(
    message = "an attribute above `#[retry]`, such as `#[instrument]`, moves this argument into the first attempt",
    label = "`{Self}` is not `Copy`, so nothing is left for the next attempt",
    note = "help: copy the argument for each attempt: write its name in `#[retry(clone(…))]`",
    note = "help: or put `#[retry]` above the other attributes"
)]
pub trait MovedEachTime: Sized {
    /// Does nothing.
    #[inline]
    fn check(&self) {}
}

impl<T: Copy> MovedEachTime for T {}
