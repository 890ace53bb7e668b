use std::task::Waker;
use std::vec::Vec;

/// Wakers that are called or dropped after the lock is released: both run code that is not ours, which may ask for the
/// lock.
#[derive(Debug, Default)]
pub(super) struct Wakers(Vec<Act>);

#[derive(Debug)]
enum Act {
    Wake(Waker),
    Drop(Waker),
}

impl Wakers {
    pub(super) fn wake(&mut self, wakers: impl IntoIterator<Item = Waker>) {
        self.0.extend(wakers.into_iter().map(Act::Wake));
    }

    pub(super) fn drop(&mut self, waker: Option<Waker>) {
        self.0.extend(waker.map(Act::Drop));
    }

    /// Call it without the lock.
    pub(super) fn release(self) {
        for act in self.0 {
            match act {
                Act::Wake(waker) => waker.wake(),
                Act::Drop(waker) => drop(waker),
            }
        }
    }
}
