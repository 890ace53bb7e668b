//! An attempt that yields a stream: where it is over, and what comes out.

use std::cell::{Cell, RefCell};
use std::future::{pending, ready};
use std::pin::pin;
use std::rc::Rc;
use std::task::Poll;

use futures_util::{Stream, StreamExt as _, stream};
use retry_attr_runtime::__private::Begins;

use super::{Failed, Item, all, begin, begin_stream, now, poll, script, unheard};

/// The outcome of an attempt that yields these items, and begins with the first.
fn begun(items: impl IntoIterator<Item = Item>) -> Result<Vec<Item>, Failed> {
    now(begin(ready(Ok(script(items))), |_| true, unheard)).map(all)
}

#[test]
fn the_first_item_is_handed_out_once() {
    assert_eq!(begun([Ok(1), Ok(2), Ok(3)]), Ok(vec![Ok(1), Ok(2), Ok(3)]));
}

#[test]
fn an_error_before_it_is_the_attempts() {
    assert_eq!(begun([Err(Failed::Scripted), Ok(1)]), Err(Failed::Scripted));
    let failed = ready(Err::<stream::Empty<Item>, _>(Failed::Scripted));
    assert_eq!(now(begin(failed, |_| true, unheard)).err(), Some(Failed::Scripted));
}

#[test]
fn an_error_behind_it_passes_and_so_does_what_follows() {
    let items = [Ok(1), Err(Failed::Scripted), Ok(2)];
    assert_eq!(begun(items), Ok(items.to_vec()));
}

#[test]
fn a_stream_without_items_is_a_success() {
    assert_eq!(begun([]), Ok(vec![]));
}

#[test]
fn begin_waits_for_the_attempt_and_its_first_item_only() {
    let never = begin(pending::<Result<stream::Empty<Item>, _>>(), |_| true, unheard);
    assert!(poll(never).is_pending());

    let ready_now = Cell::new(false);
    let late = stream::poll_fn(|_| if ready_now.get() { Poll::Ready(Some(Ok(1))) } else { Poll::Pending });
    let mut begun = pin!(begin(ready(Ok(late.chain(stream::pending::<Item>()))), |_| true, unheard));
    assert!(poll(begun.as_mut()).is_pending());
    ready_now.set(true);
    let mut stream = now(begun).expect("it began");
    ready_now.set(false);
    assert_eq!(now(stream.next()), Some(Ok(1)));
    assert!(poll(stream.next()).is_pending());
}

#[test]
fn the_first_late_error_is_heard_once_and_no_early_one() {
    let heard = RefCell::new(Vec::new());
    let run = |items: Vec<Item>| {
        heard.borrow_mut().clear();
        let stream = now(begin(
            ready(Ok(script(items))),
            |_| true,
            |error: &Failed| {
                heard.borrow_mut().push(*error);
                unheard(error)
            },
        ));
        drop(stream.map(all));
        heard.borrow().clone()
    };
    assert_eq!(run(vec![Ok(1), Ok(2)]), []);
    assert_eq!(run(vec![Err(Failed::Scripted)]), []);
    assert_eq!(run(vec![Ok(1), Err(Failed::Scripted)]), [Failed::Scripted]);
    assert_eq!(run(vec![Ok(1), Err(Failed::Scripted), Ok(2)]), [Failed::Scripted]);
}

#[test]
fn one_allocation_and_a_future_of_a_few_pointers() {
    let mut items = 0;
    let measured = allocation_counter::measure(|| {
        let buffer = std::hint::black_box([7_u8; 200]);
        let large = stream::iter([Item::Ok(1), Ok(2)]).inspect(move |_| {
            std::hint::black_box(buffer);
        });
        let begun = begin_stream(Ok(large), |_: &u32| Begins::Here, unheard);
        // The stream is in its box, and the error of this test takes five words.
        assert!(
            size_of_val(&begun) <= size_of::<Failed>() + 2 * size_of::<usize>(),
            "{}",
            size_of_val(&begun)
        );
        let mut stream = now(begun).expect("it began");
        assert_eq!(size_of_val(&stream), size_of::<usize>());
        while let Some(item) = now(stream.next()) {
            items += item.expect("a good item").min(1);
        }
    });
    assert_eq!((items, measured.count_total, measured.count_current), (2, 1, 0));
}

#[test]
fn a_drop_at_any_point_leaves_nothing_behind() {
    let stream_of = |count: &Rc<()>| {
        let held = Rc::clone(count);
        let items = stream::iter([Ok(Rc::clone(count)), Ok(Rc::clone(count)), Err(Failed::Scripted)]);
        items.chain(stream::pending()).inspect(move |_: &Result<_, Failed>| drop(Rc::clone(&held)))
    };
    let count = Rc::new(());
    let left = || Rc::strong_count(&count) - 1;

    let waiting = begin(
        async {
            let _held = Rc::clone(&count);
            pending::<()>().await;
            Ok(stream_of(&count))
        },
        |_| true,
        unheard,
    );
    let mut waiting = Box::pin(waiting);
    assert!(poll(waiting.as_mut()).is_pending());
    assert_eq!(left(), 1);
    drop(waiting);
    assert_eq!(left(), 0, "in the attempt");

    // Two items are held back, and the error that would end the attempt has not come.
    let first_two = |count| stream_of(count).take(2).chain(stream::pending());
    let mut holding = Box::pin(begin(ready(Ok(first_two(&count))), |_| false, unheard));
    assert!(poll(holding.as_mut()).is_pending());
    assert_eq!(left(), 2);
    drop(holding);
    assert_eq!(left(), 0, "with items held back");

    let mut failing = Box::pin(begin(ready(Ok(stream_of(&count))), |_| false, unheard));
    assert!(now(failing.as_mut()).is_err());
    assert_eq!(left(), 0, "after an error, while the future is still there");

    let mut stream = now(begin(ready(Ok(stream_of(&count))), |_| true, unheard)).expect("it began");
    assert!(now(stream.next()).is_some());
    drop(stream);
    assert_eq!(left(), 0, "in the middle of the stream");
}

#[test]
fn a_begun_stream_is_send_if_the_stream_is_and_can_be_moved_and_printed() {
    fn is_ready_for_anything<S: Stream + Send + Sync + Unpin + 'static>(_: &S) {}

    let begin = begin_stream(Ok(stream::iter([Item::Ok(1), Ok(2)])), |_| Begins::Here, unheard);
    assert_eq!(format!("{begin:?}"), "Begin { .. }");
    let mut stream = now(begin).expect("it began");
    is_ready_for_anything(&stream);
    assert_eq!(format!("{stream:?}"), "Begun { held: 1, .. }");
    assert_eq!(stream.size_hint(), (2, Some(2)));
    now(stream.by_ref().collect::<Vec<_>>());
    assert_eq!(stream.size_hint(), (0, Some(0)));
}
