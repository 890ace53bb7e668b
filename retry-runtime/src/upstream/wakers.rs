use std::task::Waker;
use std::vec::Vec;

/// Wakers that are called or dropped after the lock is released: both run code that is not ours, which may ask for the
/// lock.
#[derive(Debug, Default)]
pub(super) struct Wakers {
    wake: Vec<Waker>,
    drop: Vec<Waker>,
}

impl Wakers {
    pub(super) fn wake(&mut self, wakers: impl IntoIterator<Item = Waker>) {
        self.wake.extend(wakers);
    }

    pub(super) fn drop(&mut self, waker: Option<Waker>) {
        self.drop.extend(waker);
    }

    pub(super) fn release(self) {
        self.wake.into_iter().for_each(Waker::wake);
    }
}
