//! The time of a call that shares something with other threads.

use crate::{Fallible, keep, kept};

const FILE: &str = "threads.tsv";

/// Rows of words.
pub(crate) fn of() -> Fallible<Vec<Vec<String>>> {
    kept(FILE)
}

pub(crate) fn run() -> Fallible {
    let rows = benches::sharing().into_iter();
    let rows = rows.map(|(way, nanos)| {
        [vec![way.to_owned()], nanos.map(|nanos| format!("{nanos:.1}")).to_vec()].concat()
    });
    keep(FILE, &rows.collect::<Vec<_>>())
}
