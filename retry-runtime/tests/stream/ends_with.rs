use std::cell::Cell;
use std::time::Duration;

use futures_util::{Stream as _, StreamExt as _, stream};
use retry_attr_runtime::MissingItem;
use retry_attr_runtime::stream::StreamExt as _;

use super::{Failed, Item, all, endings, now, script};

const CUT: Failed = Failed::Lacks(MissingItem::Terminal);

/// The items of this stream, whose terminal item is 9.
fn ended(items: impl IntoIterator<Item = Item>) -> Vec<Item> {
    all(script(items).ends_with(|item| *item == 9))
}

#[test]
fn a_whole_stream_passes_with_its_terminal_item() {
    assert_eq!(ended([Ok(1), Ok(2), Ok(9)]), [Ok(1), Ok(2), Ok(9)]);
}

#[test]
fn an_end_without_the_terminal_item_is_an_error_and_the_last_thing() {
    assert_eq!(ended([Ok(1), Ok(2)]), [Ok(1), Ok(2), Err(CUT)]);
    assert_eq!(ended([]), [Err(CUT)]);
}

#[test]
fn items_that_are_ready_behind_the_terminal_item_pass() {
    assert_eq!(ended([Ok(9), Ok(3), Ok(9), Ok(4)]), [Ok(9), Ok(3), Ok(9), Ok(4)]);
}

#[test]
fn an_error_or_silence_behind_the_terminal_item_ends_the_stream() {
    for behind in [&[][..], &[Ok(3)]] {
        for ending in endings() {
            let items = [&[Ok(1), Ok(9)], behind].concat();
            let whole = stream::iter(items.clone()).chain(ending).ends_with(|item| *item == 9);
            assert_eq!(all(whole), items);
        }
    }
}

/// The timer would fire, or panic without a runtime.
#[test]
fn silence_behind_the_terminal_item_does_not_use_the_idle_timeout() {
    const LIMIT: Duration = Duration::from_millis(1);
    let items = || stream::iter([Ok(1), Ok(9)]).chain(stream::pending());
    assert_eq!(all(items().ends_with(|item| *item == 9).idle_timeout(LIMIT)), [Ok(1), Ok(9)]);
}

#[tokio::test(start_paused = true)]
async fn the_order_of_ends_with_and_idle_timeout_does_not_matter() {
    const LIMIT: Duration = Duration::from_millis(300);
    let start = tokio::time::Instant::now();
    for ending in endings() {
        let items = stream::iter([Ok(1), Ok(9)]).chain(ending);
        assert_eq!(all(items.idle_timeout(LIMIT).ends_with(|item| *item == 9)), [Ok(1), Ok(9)]);
    }
    for ending in endings() {
        let items = stream::iter([Ok(1), Ok(9)]).chain(ending);
        assert_eq!(all(items.ends_with(|item| *item == 9).idle_timeout(LIMIT)), [Ok(1), Ok(9)]);
    }
    assert_eq!(start.elapsed(), Duration::ZERO);
}

#[test]
fn no_second_error_follows_one_of_the_stream() {
    assert_eq!(ended([Ok(1), Err(Failed::Scripted)]), [Ok(1), Err(Failed::Scripted)]);
    assert_eq!(ended([Err(Failed::Scripted), Ok(1)]), [Err(Failed::Scripted), Ok(1)]);
}

#[test]
fn the_predicate_is_not_called_after_the_terminal_item() {
    let asked = Cell::new(0);
    let stream = script([Ok(1), Ok(9), Ok(3)]).ends_with(|item| {
        asked.set(asked.get() + 1);
        *item == 9
    });
    all(stream);
    assert_eq!(asked.get(), 2);
}

#[test]
fn the_size_has_room_for_the_error_while_it_may_come() {
    let mut stream = stream::iter([Item::Ok(1), Ok(9), Ok(2)]).ends_with(|item| *item == 9);
    assert_eq!(stream.size_hint(), (1, Some(4)));
    now(stream.by_ref().take(2).collect::<Vec<_>>());
    assert_eq!(stream.size_hint(), (0, Some(1)), "what is behind the terminal item may be left out");
    now(stream.by_ref().collect::<Vec<_>>());
    assert_eq!(stream.size_hint(), (0, Some(0)));
}

#[test]
fn debug_shows_the_stream_inside() {
    let stream = stream::empty::<Item>().ends_with(|_| true);
    assert!(format!("{stream:?}").starts_with("EndsWith { stream: Empty"));
}
