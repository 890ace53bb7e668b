//! The end of the attempt, and the items that the reader sees.

use futures_util::Stream;
use retry_attr::retry;

use super::Failed::{Busy, WrongKey};
use super::{Failed, Item, Server, read};

#[retry(stream, initial_delay = "1ms")]
async fn first_item(server: &Server) -> Result<impl Stream<Item = Item> + use<>, Failed> {
    Ok(server.ask())
}

#[retry(stream(text if text.len() > 1), initial_delay = "1ms")]
async fn first_text(server: &Server) -> Result<impl Stream<Item = Item> + use<>, Failed> {
    Ok(server.ask())
}

#[tokio::test(start_paused = true)]
async fn an_error_before_the_first_item_is_retried() {
    let server = Server::new([&[Err(Busy), Ok("lost")], &[Ok("Par"), Ok("is")]]);
    assert_eq!(read(first_item(&server)).await, Ok(vec![Ok("Par"), Ok("is")]));
    assert_eq!(server.requests(), 2);
}

#[tokio::test(start_paused = true)]
async fn an_error_behind_it_is_not() {
    let items = [Ok("Par"), Err(Busy)];
    let server = Server::new([&items, &[Ok("Par"), Ok("is")]]);
    assert_eq!(read(first_item(&server)).await, Ok(items.to_vec()));
    assert_eq!(server.requests(), 1);
}

#[tokio::test(start_paused = true)]
async fn the_last_error_is_the_calls_own() {
    let server = Server::new([&[Err(Busy)]]);
    assert_eq!(read(first_item(&server)).await, Err(Busy));
    assert_eq!(server.requests(), 3);

    let server = Server::new([&[Err(WrongKey)], &[Ok("Paris")]]);
    assert_eq!(read(first_item(&server)).await, Err(WrongKey));
    assert_eq!(server.requests(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_stream_without_items_is_a_success() {
    let server = Server::new([&[], &[Ok("Paris")]]);
    assert_eq!(read(first_item(&server)).await, Ok(vec![]));
    assert_eq!(server.requests(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_pattern_holds_items_back_and_none_is_seen_twice() {
    let server =
        Server::new([&[Ok(""), Ok("."), Err(Busy)], &[Ok(""), Ok("-"), Ok("Par"), Ok(""), Err(Busy)]]);
    let seen = vec![Ok(""), Ok("-"), Ok("Par"), Ok(""), Err(Busy)];
    assert_eq!(read(first_text(&server)).await, Ok(seen));
    assert_eq!(server.requests(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_ends_before_the_pattern_is_a_success() {
    let server = Server::new([&[Ok(""), Ok("-")], &[Ok("Paris")]]);
    assert_eq!(read(first_text(&server)).await, Ok(vec![Ok(""), Ok("-")]));
    assert_eq!(server.requests(), 1);
}

#[tokio::test(start_paused = true)]
async fn after_64_items_that_do_not_match_it_has_begun() {
    let held = vec![Ok("-"); 64];
    let failing = [held.clone(), vec![Err(Busy)]].concat();
    let server = Server::new([&failing[1..], &failing]);
    assert_eq!(read(first_text(&server)).await, Ok(failing));
    assert_eq!(server.requests(), 2);
}
