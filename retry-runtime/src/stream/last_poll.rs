//! Makes the order of `ends_with` and `requires` irrelevant.
//!
//! An `ends_with` drops every error behind the terminal item, except that of a `requires` below it. An error of the user's
//! type does not say where it comes from, and adapters of other crates may stand between the two. So both use a value of
//! the thread that polls them.

use core::cell::Cell;
use core::pin::Pin;
use core::task::{Context, Poll};

use futures_core::Stream;

std::thread_local! {
    static POLL: Cell<InEndsWith> = const { Cell::new(InEndsWith { is_last: false, lacks_an_item: false }) };
}

/// A poll that an `ends_with` makes.
#[derive(Clone, Copy)]
struct InEndsWith {
    /// Whether the terminal item has come, so that the stream is not polled again after a poll that yields no item.
    is_last: bool,
    /// Whether a `requires` below has made the error that the poll yields.
    lacks_an_item: bool,
}

/// Polls for an `ends_with`. The second value is true if the item is the error of a `requires` below.
pub(super) fn poll<S: Stream>(
    stream: Pin<&mut S>,
    context: &mut Context<'_>,
    is_last: bool,
) -> (Poll<Option<S::Item>>, bool) {
    let _outer = Outer(POLL.get());
    POLL.set(InEndsWith { is_last, lacks_an_item: false });
    let polled = stream.poll_next(context);
    (polled, POLL.get().lacks_an_item)
}

/// Whether an `ends_with` above has its terminal item.
pub(super) fn is_last() -> bool {
    POLL.get().is_last
}

/// Notes that the error that the poll yields is that of a `requires`.
pub(super) fn note_lack() {
    POLL.set(InEndsWith { lacks_an_item: true, ..POLL.get() });
}

/// The poll around this one, which `drop` restores even if the stream panics.
struct Outer(InEndsWith);

impl Drop for Outer {
    fn drop(&mut self) {
        POLL.set(self.0);
    }
}
