//! Client × row: the cases that run, and the cases that cannot.

use std::collections::BTreeSet;

use crate::check::{Played, play};
use crate::client::Client;
use crate::functions;
use crate::lost::{self, Lost};
use crate::row::Wait;
use crate::rows::rows;

/// Plays every row to the client. A row that the table calls impossible is played too: it must go wrong, or the table is
/// out of date.
#[track_caller]
fn run(client: &Client, impossible: Lost) {
    let mut faults = Vec::new();
    let mut drawn = BTreeSet::new();
    for row in rows() {
        let Played { wrong, waits } = play(client, &row);
        if matches!(row.waits[..], [Wait::B1]) {
            drawn.extend(waits.iter().map(|told| told.wait));
        }
        match impossible.iter().find(|(name, _)| *name == row.name) {
            None => faults.extend(wrong.into_iter().map(|wrong| format!("{row}: {wrong}"))),
            Some(&(_, field)) if wrong.is_empty() && field != lost::HANDSHAKE => {
                faults.push(format!("{row}: runs, so that `{field}` is not lost"));
            }
            Some(_) => {}
        }
    }
    assert!(faults.is_empty(), "{}:\n  {}", client.name, faults.join("\n  "));
    // Without jitter each would be the longest that the rows allow.
    assert!(drawn.len() > 1, "{}: none of its own waits is drawn: {drawn:?}", client.name);
}

/// The clients: a test for each, so that none is in the table alone.
macro_rules! clients {
    ($($name:ident: $keeps_reply:literal, $lost:ident;)*) => {
        const CLIENTS: &[(&str, Lost)] = &[$((stringify!($name), lost::$lost)),*];
        $(
        #[test]
        fn $name() {
            let client = Client { name: stringify!($name), keeps_reply: $keeps_reply, ask: functions::$name::ask };
            run(&client, lost::$lost);
        }
        )*
    };
}

clients! {
    async_openai: false, BY_ASYNC_OPENAI;
    genai: true, BY_GENAI;
    aws: true, BY_AWS;
    gax: true, BY_GAX;
    hyper: true, BY_HYPER;
}

/// The table in the form of the issue: the facts that each client's error exposes.
#[test]
fn every_row_that_is_called_impossible_is_a_row() {
    let names: BTreeSet<_> = rows().iter().map(|row| row.name).collect();
    assert_eq!(CLIENTS.len(), 5);
    for (client, lost) in CLIENTS {
        for (name, field) in *lost {
            assert!(names.contains(name) && !field.is_empty(), "{client}: no row is called {name}");
        }
    }
}
