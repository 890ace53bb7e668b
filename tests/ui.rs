//! What rustc says to those who make a mistake. The folders are named after what is wrong. After a change,
//! `TRYBUILD=overwrite cargo test --test ui` writes the `.stderr` files again; the difference is the review.

use trybuild::TestCases;

#[rustversion::attr(not(stable(1.95)), ignore = "the words of rustc change, and these are of 1.95")]
#[test]
fn mistakes_are_explained() {
    let cases = TestCases::new();
    for folder in ["args", "arguments", "body", "derive", "function"] {
        cases.compile_fail(format!("tests/ui/{folder}/*.rs"));
    }
}

/// Apart, because `trybuild` builds each of these on its own: `cargo check` does not evaluate the constants.
#[rustversion::attr(not(stable(1.95)), ignore = "the words of rustc change, and these are of 1.95")]
#[test]
fn constants_are_checked_and_right_programs_run() {
    let cases = TestCases::new();
    cases.compile_fail("tests/ui/constants/*.rs");
    cases.pass("tests/ui/pass/*.rs");
}
