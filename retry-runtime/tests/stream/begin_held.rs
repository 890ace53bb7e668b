//! Items that are held back until one of them says that the reply has begun.

use std::cell::RefCell;
use std::future::ready;

use futures_util::{StreamExt as _, stream};

use super::{Failed, Item, all, begin, now, poll, script, unheard};

/// The outcome of an attempt that yields these items, and begins with the first item of at least 10.
fn begun(items: impl IntoIterator<Item = Item>) -> Result<Vec<Item>, Failed> {
    now(begin(ready(Ok(script(items))), |item| *item >= 10, unheard)).map(all)
}

#[test]
fn items_are_released_in_order() {
    let items = [Ok(1), Ok(2), Ok(3), Ok(10), Ok(4), Ok(11)];
    assert_eq!(begun(items), Ok(items.to_vec()));
}

#[test]
fn an_error_among_them_is_the_attempts() {
    assert_eq!(begun([Ok(1), Ok(2), Err(Failed::Scripted), Ok(10)]), Err(Failed::Scripted));
}

#[test]
fn an_error_behind_the_start_passes() {
    let items = [Ok(1), Ok(10), Err(Failed::Scripted)];
    assert_eq!(begun(items), Ok(items.to_vec()));
}

#[test]
fn an_end_before_the_start_is_a_success_with_what_there_was() {
    assert_eq!(begun([Ok(1), Ok(2)]), Ok(vec![Ok(1), Ok(2)]));
}

#[test]
fn each_item_is_asked_about_once_up_to_the_start() {
    let asked = RefCell::new(Vec::new());
    let is_start = |item: &u32| {
        asked.borrow_mut().push(*item);
        *item >= 10
    };
    let stream = now(begin(ready(Ok(script([Ok(1), Ok(10), Ok(2), Ok(11)]))), is_start, unheard));
    stream.map(all).expect("it began");
    assert_eq!(asked.into_inner(), [1, 10]);
}

#[test]
fn no_more_than_64_are_held_back() {
    let numbered = |count: usize| std::iter::repeat_n(Item::Ok(1), count).chain([Err(Failed::Scripted)]);
    assert_eq!(begun(numbered(63)), Err(Failed::Scripted));
    let whole = begun(numbered(64)).expect("it counts as begun");
    assert_eq!(whole, numbered(64).collect::<Vec<_>>());

    let endless = stream::repeat_with(|| Item::Ok(1)).take(64).chain(stream::pending());
    let mut stream = now(begin(ready(Ok(endless)), |_| false, unheard)).expect("it counts as begun");
    let released: Vec<_> = now(stream.by_ref().take(64).collect());
    assert_eq!(released.len(), 64);
    assert!(poll(stream.next()).is_pending());
}
