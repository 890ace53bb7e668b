/// An argument's copy on its way into the attempt. Never `Copy`: a block borrows what is.
#[derive(Debug)]
pub struct Copied<T>(pub T);

impl<T> Copied<T> {
    /// The copy, by a call: to take it out by its field would be a borrow again.
    #[inline]
    #[must_use]
    pub fn into_inner(self) -> T {
        self.0
    }
}
