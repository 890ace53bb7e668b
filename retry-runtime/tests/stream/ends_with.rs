use std::cell::Cell;

use futures_util::Stream as _;
use retry_attr_runtime::stream::StreamExt as _;

use super::{Failed, Item, all, script};

/// What comes of this stream, whose terminal item is 9.
fn ended(items: impl IntoIterator<Item = Item>) -> Vec<Item> {
    all(script(items).ends_with(|item| *item == 9))
}

#[test]
fn a_whole_stream_passes_with_its_terminal_item() {
    assert_eq!(ended([Ok(1), Ok(2), Ok(9)]), [Ok(1), Ok(2), Ok(9)]);
}

#[test]
fn an_end_without_the_terminal_item_is_an_error_and_the_last_thing() {
    assert_eq!(ended([Ok(1), Ok(2)]), [Ok(1), Ok(2), Err(Failed::Truncated)]);
    assert_eq!(ended([]), [Err(Failed::Truncated)]);
}

#[test]
fn what_stands_behind_the_terminal_item_passes() {
    assert_eq!(ended([Ok(9), Ok(3)]), [Ok(9), Ok(3)]);
    assert_eq!(ended([Ok(9), Err(Failed::Scripted)]), [Ok(9), Err(Failed::Scripted)]);
}

#[test]
fn no_second_error_follows_one_of_the_stream() {
    assert_eq!(ended([Ok(1), Err(Failed::Scripted)]), [Ok(1), Err(Failed::Scripted)]);
    assert_eq!(ended([Err(Failed::Scripted), Ok(1)]), [Err(Failed::Scripted), Ok(1)]);
}

#[test]
fn after_the_terminal_item_nobody_is_asked_for_it() {
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
    use futures_util::{StreamExt as _, stream};
    let mut stream = stream::iter([Item::Ok(1), Ok(9), Ok(2)]).ends_with(|item| *item == 9);
    assert_eq!(stream.size_hint(), (3, Some(4)));
    super::now(stream.by_ref().take(2).collect::<Vec<_>>());
    assert_eq!(stream.size_hint(), (1, Some(1)));
    super::now(stream.by_ref().collect::<Vec<_>>());
    assert_eq!(stream.size_hint(), (0, Some(0)));
}

#[test]
fn debug_shows_the_stream_inside() {
    let stream = futures_util::stream::empty::<Item>().ends_with(|_| true);
    assert!(format!("{stream:?}").starts_with("EndsWith { stream: Empty"));
}
