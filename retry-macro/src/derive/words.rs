use proc_macro2::{Ident, Span};
use syn::Error;

use crate::errors::similar;

/// The classes of failures. Each is the name of a constructor of `Verdict`.
pub(crate) const CLASSES: [&str; 5] = ["transient", "throttled", "overloaded", "timed_out", "permanent"];

const OPTIONS: [&str; 10] = [
    "transient",
    "throttled",
    "overloaded",
    "timed_out",
    "permanent",
    "transparent",
    "from",
    "after",
    "with",
    "crate",
];

/// Words that people know from other crates, and the options that they mean.
const BORROWED: &[(&str, &str)] = &[
    ("retry", "transient"),
    ("retryable", "transient"),
    ("retriable", "transient"),
    ("temporary", "transient"),
    ("connection", "transient"),
    ("rate_limit", "throttled"),
    ("rate_limited", "throttled"),
    ("too_many_requests", "throttled"),
    ("throttle", "throttled"),
    ("busy", "overloaded"),
    ("unavailable", "overloaded"),
    ("timeout", "timed_out"),
    ("timed", "timed_out"),
    ("deadline", "timed_out"),
    ("fatal", "permanent"),
    ("terminal", "permanent"),
    ("never", "permanent"),
    ("abort", "permanent"),
    ("no_retry", "permanent"),
    ("not_retryable", "permanent"),
    ("non_retryable", "permanent"),
    ("retry_after", "throttled, after = wait"),
    ("wait", "throttled, after = wait"),
    ("hint", "throttled, after = wait"),
    ("delay", "throttled, after = wait"),
    ("inner", "transparent"),
    ("source", "transparent"),
    ("forward", "transparent"),
    ("delegate", "transparent"),
    ("verdict", "with = judge"),
    ("when", "with = judge"),
    ("predicate", "with = judge"),
];

pub(crate) fn unknown(word: &Ident) -> Error {
    let name = word.to_string();
    let lower = name.to_lowercase();
    let help = if let Some((_, ours)) = BORROWED.iter().find(|(theirs, _)| *theirs == lower) {
        format!("write `#[retryable({ours})]`")
    } else if let Some(near) = similar(&lower, &OPTIONS) {
        format!("an option with a similar name exists: `{near}`")
    } else {
        list()
    };
    Error::new(word.span(), format!("unknown `#[retryable]` option `{name}`\nhelp: {help}"))
}

/// The error for tokens that are not a word.
pub(crate) fn expected(span: Span) -> Error {
    Error::new(span, format!("expected a `#[retryable]` option\nhelp: {}", list()))
}

fn list() -> String {
    format!(
        "the options are `{}`, `transparent`, `from`, `after = field`, and `with = path`",
        CLASSES.join("`, `")
    )
}
