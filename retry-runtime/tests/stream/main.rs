//! Streams by script: how they end, how long they are silent, and where an attempt that yields one is over.

mod begin;
mod begin_held;
mod ends_with;
mod errors;
mod idle_timeout;
mod inner;
mod requires;

use std::fmt;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use futures_util::{Stream, StreamExt as _, stream};
use retry_attr_runtime::__private::{Begins, begin as begin_stream};
use retry_attr_runtime::{MissingItem, TimedOut, Truncated, Verdict};

/// The ways in which a scripted stream fails.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Failed {
    Scripted,
    Lacks(MissingItem),
    Idle(TimedOut),
}

impl From<Truncated> for Failed {
    fn from(truncated: Truncated) -> Self {
        Self::Lacks(truncated.missing())
    }
}

impl From<TimedOut> for Failed {
    fn from(timed_out: TimedOut) -> Self {
        Self::Idle(timed_out)
    }
}

type Item = Result<u32, Failed>;

/// A stream that would go on after its end, as streams may, with an item that must not be seen.
fn script(items: impl IntoIterator<Item = Item>) -> impl Stream<Item = Item> {
    let mut items = items.into_iter().map(Some).chain([None, Some(Ok(404))]);
    stream::poll_fn(move |_| Poll::Ready(items.next().flatten()))
}

/// How a script goes on behind its items.
type Ending = Box<dyn Stream<Item = Item> + Unpin>;

/// An end, an error, and silence.
fn endings() -> [Ending; 3] {
    let broken = stream::iter([Err(Failed::Scripted), Ok(404)]);
    [Box::new(stream::empty()), Box::new(broken), Box::new(stream::pending())]
}

/// An attempt that yields a stream, which begins with the first item for which `is_start` is true.
async fn begin<S, T>(
    attempt: impl Future<Output = Result<S, Failed>>,
    mut is_start: impl FnMut(&T) -> bool,
    late: impl FnOnce(&Failed) -> Verdict,
) -> Result<impl Stream<Item = Result<T, Failed>> + fmt::Debug + Unpin, Failed>
where
    S: Stream<Item = Result<T, Failed>>,
{
    let begins = move |item: &T| if is_start(item) { Begins::Here } else { Begins::Later };
    begin_stream(attempt.await, begins, late).await
}

/// Polls once.
fn poll<F: Future>(future: F) -> Poll<F::Output> {
    pin!(future).poll(&mut Context::from_waker(Waker::noop()))
}

/// The output of a future that is ready at once.
#[track_caller]
fn now<F: Future>(future: F) -> F::Output {
    match poll(future) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("it should not have to wait"),
    }
}

/// The items up to the end, and two polls past it, which yield nothing.
#[track_caller]
fn all(stream: impl Stream<Item = Item>) -> Vec<Item> {
    let mut stream = pin!(stream);
    let items = now(stream.by_ref().collect());
    assert_eq!([now(stream.next()), now(stream.next())], [None, None], "something follows the end");
    items
}

/// Ignores late errors.
fn unheard(_: &Failed) -> Verdict {
    Verdict::transient()
}
