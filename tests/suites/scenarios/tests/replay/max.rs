//! A value that is not a number of attempts does not compile. `tests/suites/ui/args/max_of_the_sdks.rs` has each of these as a program.
//! The suite `ui` compares the errors that rustc prints; this test looks for each of them.

use serde_json::Value;

const PROGRAM: &str = include_str!("../../../ui/args/max_of_the_sdks.rs");
const SAID: &str = include_str!("../../../ui/args/max_of_the_sdks.stderr");

/// Python's values, in Rust.
const VALUES: [(&str, &str); 8] = [
    ("None", "None"),
    ("'2'", "\"2\""),
    ("-1", "-1"),
    ("2.5", "2.5"),
    ("2.0", "2.0"),
    ("nan", "f64::NAN"),
    ("inf", "f64::INFINITY"),
    ("-inf", "-f64::INFINITY"),
];

pub(crate) fn replay(id: &str, case: &Value) {
    let value = VALUES.iter().find(|(python, _)| case["value"] == *python);
    let (_, value) = value.unwrap_or_else(|| panic!("{id} is neither replayed nor declined: {case}"));
    let option = format!("#[retry(max = {value})]");
    let line =
        PROGRAM.lines().position(|line| line == option).unwrap_or_else(|| panic!("{id}: no {option}")) + 1;
    assert!(SAID.contains(&format!("max_of_the_sdks.rs:{line}:")), "{id}: rustc says nothing to {option}");
}
