//! Client × row: the cases that run, and the cases that cannot.
//!
//! [`ApiError`](retry_attr::http::ApiError) keeps all that decides, through every client: each row is run. The error
//! that a client itself makes of a status keeps neither headers nor body, and there the rows of [`LOST`] are impossible.

use std::collections::BTreeSet;

use crate::check::{Played, play};
use crate::client::Client;
use crate::clients;
use crate::row::{Row, Wait, recorded_text};
use crate::rows::rows;

/// How many there are, each of another name: one that is dropped is missed.
const ROWS: usize = 52;

/// A pair of client and row.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Pair {
    Run,
    /// With the field that decides, and that the client's error has lost.
    Impossible(&'static str),
}

/// The rows that the status alone does not decide, and the field that does.
const LOST: [(&str, &str); 24] = [
    ("529 with Retry-After 1, then 200", "header retry-after"),
    ("429 with Retry-After 1", "header retry-after"),
    ("429 with Retry-After 1.5", "header retry-after"),
    ("429 with retry-after-ms 1300", "header retry-after-ms"),
    ("429 with ms 1300 and seconds 3", "header retry-after-ms"),
    ("429 with Retry-After 1 and 'try again in 3s'", "body error.message"),
    ("429 with ms 'abc' and seconds 1", "header retry-after"),
    ("429 with Retry-After 61", "header retry-after"),
    ("429 with Retry-After 3600", "header retry-after"),
    ("429 Gemini RetryInfo 2s and 'retry in 2.9s'", "body error.message"),
    ("429 insufficient_quota as type and code", "body error.code"),
    ("429 insufficient_quota as type alone", "body error.type"),
    ("429 hard limit as code alone", "body error.code"),
    ("429 enforced_spend_limit_reached", "body error.details.error_code"),
    ("429 Gemini 'limit: 0'", "body error.message"),
    ("429 'Request too large'", "body error.message"),
    ("500 with x-should-retry false", "header x-should-retry"),
    ("400 with x-should-retry true", "header x-should-retry"),
    ("429 with a limit that is full in 2s", "header x-ratelimit-reset-requests"),
    ("429 with a limit that is full in 6m0s", "header x-ratelimit-reset-requests"),
    ("429 with Retry-After 1 and a body that is cut", "header retry-after"),
    ("429 with Retry-After 1 and a body that stalls", "header retry-after"),
    ("429 insufficient_quota with Retry-After 1", "body error.code"),
    ("200 that holds a 502, then 200", "body error.code"),
];

/// The row that ureq loses: the handshake is part of its first write.
const LOST_BY_UREQ: [(&str, &str); 1] = [("TLS to a server that has none", "whether the handshake was done")];

fn pair(client: &Client, row: &Row) -> Pair {
    let lost_by_status: &[_] = if client.keeps_reply { &[] } else { &LOST };
    let lost_by_client: &[_] = if client.name.starts_with("ureq") { &LOST_BY_UREQ } else { &[] };
    let mut lost = lost_by_status.iter().chain(lost_by_client);
    lost.find(|(name, _)| *name == row.name).map_or(Pair::Run, |(_, field)| Pair::Impossible(field))
}

/// Plays every row to the client. A row that the table calls impossible is played too: it must go wrong, or the table is
/// out of date.
#[track_caller]
fn run(client: &Client) {
    let mut faults = Vec::new();
    let mut drawn = BTreeSet::new();
    for row in rows() {
        let Played { wrong, waits } = play(client, &row);
        if matches!(row.waits[..], [Wait::B1]) {
            drawn.extend(waits.iter().map(|told| told.wait));
        }
        match pair(client, &row) {
            Pair::Run => faults.extend(wrong.into_iter().map(|wrong| format!("{row}: {wrong}"))),
            Pair::Impossible(field) if wrong.is_empty() => {
                faults.push(format!("{row}: runs, so that `{field}` is not lost"));
            }
            Pair::Impossible(_) => {}
        }
    }
    assert!(faults.is_empty(), "{}:\n  {}", client.name, faults.join("\n  "));
    // Without jitter each would be the longest that the rows allow.
    assert!(drawn.len() > 1, "{}: none of its own waits is drawn: {drawn:?}", client.name);
}

/// The clients: a test for each, so that none is in the table alone.
macro_rules! clients {
    ($($name:ident: $keeps_reply:literal, $module:ident::$ask:ident;)*) => {
        const CLIENTS: &[&str] = &[$(stringify!($name)),*];
        $(
        #[test]
        fn $name() {
            run(&Client { name: stringify!($name), keeps_reply: $keeps_reply, ask: clients::$module::$ask });
        }
        )*
    };
}

clients! {
    reqwest_013_async: true, reqwest_013_async::ask;
    reqwest_013_blocking: true, reqwest_013_blocking::ask;
    reqwest_012_async: true, reqwest_012_async::ask;
    reqwest_012_blocking: true, reqwest_012_blocking::ask;
    ureq_3: true, ureq_3::ask;
    reqwest_013_async_itself: false, reqwest_013_async::ask_plainly;
    reqwest_013_blocking_itself: false, reqwest_013_blocking::ask_plainly;
    reqwest_012_async_itself: false, reqwest_012_async::ask_plainly;
    reqwest_012_blocking_itself: false, reqwest_012_blocking::ask_plainly;
    ureq_3_itself: false, ureq_3::ask_plainly;
}

/// Otherwise their rows would pass without reading prose.
#[test]
fn the_messages_of_refused_requests_invite_to_try_again() {
    for name in ["openai-context-length", "openai-content-policy"] {
        let text = recorded_text(name).to_ascii_lowercase();
        assert!(text.contains("try again"), "{name}: {text}");
    }
}

#[test]
fn no_row_and_no_client_is_missing() {
    assert_eq!(CLIENTS.len(), 10, "two lines of reqwest, async and blocking, and ureq, each with two errors");
    let names: BTreeSet<_> = rows().iter().map(|row| row.name).collect();
    assert_eq!((names.len(), rows().len()), (ROWS, ROWS), "{names:#?}");
    for (name, _) in LOST.iter().chain(&LOST_BY_UREQ) {
        assert!(names.contains(name), "no row is called {name}");
    }
}
