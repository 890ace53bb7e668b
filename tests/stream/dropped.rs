//! A call that is dropped, or a stream that it returned, leaves nothing behind wherever it was.

use std::cell::Cell;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use futures_util::{Stream, StreamExt as _, stream};
use retry_attr::retry;
use tokio::task::yield_now;
use tokio::time::advance;

use super::Failed;
use super::Failed::Busy;

/// An item that holds on to the count.
type Held = Result<Rc<()>, Failed>;

/// Items that each have to be waited for.
fn slow(items: Vec<Held>) -> impl Stream<Item = Held> {
    stream::iter(items).then(async |item| {
        yield_now().await;
        item
    })
}

/// Fails, waits, holds an item back, and hands out three.
#[retry(stream(_ if seen.get() > 1), initial_delay = "1ms", last_error = cause)]
async fn ask(count: &Rc<()>, seen: &Cell<u32>) -> Result<impl Stream<Item = Held> + use<>, Failed> {
    let item = || Ok(Rc::clone(count));
    yield_now().await;
    let items = if cause.is_none() { vec![item(), Err(Busy)] } else { vec![item(), item(), item()] };
    let first = Rc::clone(count);
    seen.set(seen.get() + 1);
    Ok(slow(items).inspect(move |_| drop(Rc::clone(&first))))
}

#[tokio::test(start_paused = true)]
async fn at_every_point() {
    let count = Rc::new(());
    let mut points = 0;
    loop {
        let seen = Cell::default();
        let (mut left, mut items) = (points, 0);
        {
            let mut call = pin!(ask(&count, &seen));
            let mut stream = None;
            let mut context = Context::from_waker(Waker::noop());
            while left > 0 && items < 3 {
                left -= 1;
                // A wait is over when it is polled again.
                advance(Duration::from_millis(2)).await;
                match &mut stream {
                    None => {
                        if let Poll::Ready(begun) = call.as_mut().poll(&mut context) {
                            stream = Some(begun.expect("the second attempt begins"));
                        }
                    }
                    Some(stream) => items += usize::from(stream.poll_next_unpin(&mut context).is_ready()),
                }
            }
        }
        assert_eq!(Rc::strong_count(&count), 1, "after {points} polls");
        points += 1;
        if items == 3 {
            break;
        }
    }
    // In both attempts, before both items of the first, in the wait, before each of the last three.
    assert!(points >= 8, "{points}");
}
