//! The mistakes that a newcomer makes first, and the errors that rustc prints for them. `tests/suites/ui` has all mistakes.

use std::path::Path;
use std::process::Command;
use std::{env, io};

use trybuild::TestCases;

const FIRST_MISTAKES: &[&str] = &[
    "args/backoff_unknown",
    "args/borrowed_attempts",
    "args/borrowed_delay",
    "args/borrowed_retries",
    "args/borrowed_retry_after",
    "args/borrowed_timeout",
    "args/borrowed_when",
    "args/conflicts",
    "args/jitter_unknown",
    "args/missing",
    "args/missing_comma",
    "args/on_no_guard",
    "args/on_other_type",
    "args/out_of_range",
    "args/repeated",
    "args/unknown",
    "args/unknown_similar",
    "args/wrong_type",
    "arguments/moved",
    "arguments/mut_argument",
    "arguments/not_send",
    "body/missing_await",
    "body/question_mark_mismatch",
    "derive/transparent_not_retryable",
    "derive/unmarked_enum",
    "function/attempt_timeout_on_sync",
    "function/error_is_not_retryable",
    "function/error_is_not_retryable_async",
    "function/error_is_text",
    "function/kinds",
    "function/returns_number",
    "function/returns_option",
];

#[rustversion::attr(not(stable(1.95)), ignore = "the words of rustc change, and these are of 1.95")]
#[test]
fn first_mistakes_are_explained() -> io::Result<()> {
    let suite = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suites/ui");
    if env::var_os("CARGO_MANIFEST_DIR").is_some_and(|folder| Path::new(&folder) == suite) {
        let cases = TestCases::new();
        for mistake in FIRST_MISTAKES {
            cases.compile_fail(format!("{mistake}.rs"));
        }
        return Ok(());
    }
    // `trybuild` builds the cases with the dependencies of the package in this folder, and shortens paths that begin with it.
    // So the suite and this test expect the same errors, and no case waits for the clients of the examples.
    let arguments = env::args().filter(|argument| argument.starts_with("trybuild="));
    let status = Command::new(env::current_exe()?)
        .args(["--exact", "first_mistakes_are_explained", "--nocapture"])
        .args(arguments)
        .env("CARGO_MANIFEST_DIR", &suite)
        .current_dir(&suite)
        .status()?;
    assert!(status.success());
    Ok(())
}
