use std::cell::Cell;
use std::time::Duration;

use futures_util::{Stream, StreamExt as _, TryStreamExt as _, stream};
use retry_attr_runtime::MissingItem;
use retry_attr_runtime::stream::StreamExt as _;

use super::{Failed, Item, all, endings, now, script};

const EMPTY: Failed = Failed::Lacks(MissingItem::Required);
const CUT: Failed = Failed::Lacks(MissingItem::Terminal);

/// The items from 5 to 8.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "`requires` calls it so")]
fn has_content(item: &u32) -> bool {
    (5..9).contains(item)
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "`ends_with` calls it so")]
fn is_last(item: &u32) -> bool {
    *item == 9
}

fn required(items: impl IntoIterator<Item = Item>) -> Vec<Item> {
    all(script(items).requires(has_content))
}

#[test]
fn a_stream_with_content_passes() {
    assert_eq!(required([Ok(1), Ok(5), Ok(2)]), [Ok(1), Ok(5), Ok(2)]);
}

#[test]
fn an_end_without_content_is_an_error_and_the_last_thing() {
    assert_eq!(required([Ok(1), Ok(2)]), [Ok(1), Ok(2), Err(EMPTY)]);
    assert_eq!(required([]), [Err(EMPTY)]);
}

#[test]
fn no_second_error_follows_one_of_the_stream() {
    assert_eq!(required([Ok(1), Err(Failed::Scripted)]), [Ok(1), Err(Failed::Scripted)]);
    assert_eq!(required([Err(Failed::Scripted), Ok(1)]), [Err(Failed::Scripted), Ok(1)]);
    assert_eq!(required([Ok(5), Err(Failed::Scripted)]), [Ok(5), Err(Failed::Scripted)]);
}

#[test]
fn the_predicate_is_not_called_after_the_first_content() {
    let asked = Cell::new(0);
    let stream = script([Ok(1), Ok(5), Ok(6)]).requires(|item| {
        asked.set(asked.get() + 1);
        has_content(item)
    });
    all(stream);
    assert_eq!(asked.get(), 2);
}

/// A stream with any adapters.
type Boxed = std::pin::Pin<Box<dyn Stream<Item = Item>>>;

/// Both adapters in either order: next to each other, and with others between.
fn orders(items: impl Fn() -> Boxed) -> [Boxed; 6] {
    const LIMIT: Duration = Duration::from_secs(1);
    let same = |item: Item| item;
    [
        items().ends_with(is_last).requires(has_content).boxed_local(),
        items().requires(has_content).ends_with(is_last).boxed_local(),
        items().ends_with(is_last).idle_timeout(LIMIT).requires(has_content).boxed_local(),
        items().requires(has_content).idle_timeout(LIMIT).ends_with(is_last).boxed_local(),
        items()
            .requires(has_content)
            .map(same)
            .try_filter(|_| std::future::ready(true))
            .ends_with(is_last)
            .boxed_local(),
        items().requires(has_content).ends_with(is_last).ends_with(is_last).boxed_local(),
    ]
}

#[tokio::test(start_paused = true)]
async fn the_order_of_requires_and_ends_with_does_not_matter() {
    for ending in 0..endings().len() {
        let items = |items: &'static [Item]| {
            move || {
                let [end, broken, silent] = endings();
                let ending = [end, broken, silent].into_iter().nth(ending).expect("one of them");
                stream::iter(items.iter().copied()).chain(ending).boxed_local()
            }
        };
        for whole in orders(items(&[Ok(1), Ok(5), Ok(9)])) {
            assert_eq!(all(whole), [Ok(1), Ok(5), Ok(9)], "{ending}");
        }
        for empty in orders(items(&[Ok(1), Ok(9)])) {
            assert_eq!(all(empty), [Ok(1), Ok(9), Err(EMPTY)], "{ending}");
        }
        // Content may come behind the terminal item, if it is there at once.
        for late in orders(items(&[Ok(1), Ok(9), Ok(5)])) {
            assert_eq!(all(late), [Ok(1), Ok(9), Ok(5)], "{ending}");
        }
    }
    let cut = |items: &'static [Item]| move || stream::iter(items.iter().copied()).boxed_local();
    for cut in orders(cut(&[Ok(1), Ok(5)])) {
        assert_eq!(all(cut), [Ok(1), Ok(5), Err(CUT)]);
    }
    for cut_and_empty in orders(cut(&[Ok(1)])) {
        assert_eq!(all(cut_and_empty), [Ok(1), Err(CUT)]);
    }
    for broken in orders(cut(&[Ok(1), Err(Failed::Scripted)])) {
        assert_eq!(all(broken), [Ok(1), Err(Failed::Scripted)]);
    }
}

/// A `requires` that is polled later on the same thread must not believe that its stream is whole.
#[test]
fn a_stream_that_panics_leaves_nothing_behind() {
    let panics = stream::iter([Ok(9)]).chain(stream::poll_fn(|_| panic!("in the script"))).ends_with(is_last);
    let polled = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| all(panics)));
    assert!(polled.is_err());
    let mut silent = Box::pin(stream::pending::<Item>().requires(has_content));
    assert!(super::poll(silent.next()).is_pending(), "nobody has said that the terminal item came");
}

#[test]
fn the_size_has_room_for_the_error_while_it_may_come() {
    let mut stream = stream::iter([Item::Ok(1), Ok(5), Ok(2)]).requires(has_content);
    assert_eq!(stream.size_hint(), (3, Some(4)));
    now(stream.by_ref().take(2).collect::<Vec<_>>());
    assert_eq!(stream.size_hint(), (1, Some(1)));
    now(stream.by_ref().collect::<Vec<_>>());
    assert_eq!(stream.size_hint(), (0, Some(0)));
    assert_eq!(stream::empty::<Item>().requires(has_content).size_hint(), (1, Some(1)));
}

#[test]
fn debug_shows_the_stream_inside() {
    let stream = stream::empty::<Item>().requires(has_content);
    assert!(format!("{stream:?}").starts_with("Requires { stream: Empty"));
}
