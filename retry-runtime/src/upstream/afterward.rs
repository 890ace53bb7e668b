use std::borrow::Cow;
use std::task::Waker;
use std::vec::Vec;

use crate::telemetry::gate::{Note, tell};

/// The work after the lock is released: wakers are called or dropped, and listeners are told. All of them run code that
/// is not ours, which may ask for the lock.
#[derive(Debug, Default)]
pub(super) struct Afterward(Vec<Act>);

#[derive(Debug)]
enum Act {
    Wake(Waker),
    Drop(Waker),
    Tell(Note),
}

impl Afterward {
    pub(super) fn wake(&mut self, wakers: impl IntoIterator<Item = Waker>) {
        self.0.extend(wakers.into_iter().map(Act::Wake));
    }

    pub(super) fn drop(&mut self, waker: Option<Waker>) {
        self.0.extend(waker.map(Act::Drop));
    }

    pub(super) fn tell(&mut self, note: Note) {
        self.0.push(Act::Tell(note));
    }

    /// Call it without the lock.
    #[expect(clippy::ptr_arg, reason = "a name from the source is cloned without a copy")]
    pub(super) fn act(self, upstream: &Cow<'static, str>) {
        for act in self.0 {
            match act {
                Act::Wake(waker) => waker.wake(),
                Act::Drop(waker) => drop(waker),
                Act::Tell(note) => tell(upstream, note),
            }
        }
    }
}
