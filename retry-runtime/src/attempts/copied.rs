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
