//! The errors that rustc prints for each mistake. Each folder beside `tests` is named after the part of the program that is
//! wrong. After a change, `TRYBUILD=overwrite cargo test -p ui` writes the `.stderr` files again; read the difference.

use trybuild::TestCases;

#[rustversion::attr(not(stable(1.95)), ignore = "the words of rustc change, and these are of 1.95")]
#[test]
fn mistakes_are_explained() {
    let cases = TestCases::new();
    for folder in ["args", "arguments", "block", "body", "derive", "function"] {
        cases.compile_fail(format!("{folder}/*.rs"));
    }
}

/// Apart, because `trybuild` builds each of these on its own: `cargo check` does not evaluate the constants.
#[rustversion::attr(not(stable(1.95)), ignore = "the words of rustc change, and these are of 1.95")]
#[test]
fn constants_are_checked_and_right_programs_run() {
    let cases = TestCases::new();
    cases.compile_fail("constants/*.rs");
    cases.pass("pass/*.rs");
}

/// The options of the reference's tables that take any value of their type.
const WITHOUT_BOUNDS: &[&str] = &[
    "backoff",
    "on",
    "except",
    "on_ok",
    "verdict",
    "on_retry",
    "on_give_up",
    "attempt",
    "last_error",
    "trace_errors",
    "clone",
    "policy",
    "upstream",
    "idempotent",
    "call_id",
    "nested",
    "stream",
    "random",
    "sleep",
    "crate",
];

/// Each mistake that is possible with any option, and the errors that rustc reports for it.
const MISTAKES: &[(&str, &str, &str)] = &[
    ("missing", include_str!("../args/missing.rs"), include_str!("../args/missing.stderr")),
    ("repeated", include_str!("../args/repeated.rs"), include_str!("../args/repeated.stderr")),
    ("wrong_type", include_str!("../args/wrong_type.rs"), include_str!("../args/wrong_type.stderr")),
    ("out_of_range", include_str!("../args/out_of_range.rs"), include_str!("../args/out_of_range.stderr")),
];

#[test]
fn every_mistake_is_made_with_every_option() {
    let tables = include_str!("../../../../src/retry.md").split("| option | values | default |").skip(1);
    let rows = tables.flat_map(|table| table.lines().skip(2).take_while(|line| line.starts_with("| [`")));
    let options: Vec<_> =
        rows.filter_map(|row| row[4..].split(|c: char| c != '_' && !c.is_alphanumeric()).next()).collect();
    assert!(options.len() > WITHOUT_BOUNDS.len(), "{options:?}");
    for option in options {
        for (file, program, said) in MISTAKES {
            if *file == "out_of_range" && WITHOUT_BOUNDS.contains(&option) {
                continue;
            }
            assert!(is_refused(option, program, said), "`{option}` has no mistake in args/{file}.rs");
        }
    }
}

/// Whether an error points at a line of the program that begins with the option, or at its value there.
fn is_refused(option: &str, program: &str, said: &str) -> bool {
    let is_of_option = |line: &str| {
        let rest = line.trim_start().strip_prefix(option);
        rest.is_some_and(|rest| rest.starts_with([',', ' ', '(']))
    };
    let mut shown = said.lines().filter_map(|line| line.split_once(" | ").map(|(_, line)| line));
    program.lines().any(is_of_option) && shown.any(is_of_option)
}
