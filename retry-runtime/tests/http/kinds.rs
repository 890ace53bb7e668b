//! Each kind of error in many wordings: `kinds/*.txt`, one case on a line.
//!
//! A line holds the verdict, the form (a status, `event`, or `body`), and the body, as a file of the corpora does. A body that is no
//! JSON is the message of an error object.

use std::fs;
use std::path::Path;

use serde_json::json;

use crate::corpus::Case;

fn case(line: &str) -> Option<Case> {
    let (expected, rest) = line.split_once(" | ")?;
    let (form, body) = rest.split_once(" | ")?;
    let object = || json!({ "error": { "message": body } }).to_string();
    let body = if body.starts_with("{\"") || body.starts_with("[{") { body.to_owned() } else { object() };
    Case::parse(line, &format!("{expected}\n{form}\n\n{body}"))
}

fn mistakes(kind: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/http/kinds").join(kind);
    let text = fs::read_to_string(path).expect("the file is there");
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let cases: Vec<_> = lines.map(|line| case(line).unwrap_or_else(|| panic!("no case: {line}"))).collect();
    assert!(cases.len() > 15, "only {} cases", cases.len());
    cases.iter().filter_map(Case::mistake).collect()
}

#[test]
fn no_money_is_understood() {
    assert_eq!(mistakes("money.txt"), [""; 0]);
}

#[test]
fn limits_by_the_day_are_understood() {
    assert_eq!(mistakes("windows.txt"), [""; 0]);
}

#[test]
fn waits_are_understood() {
    assert_eq!(mistakes("waits.txt"), [""; 0]);
}

#[test]
fn shapes_are_understood() {
    assert_eq!(mistakes("shapes.txt"), [""; 0]);
}

#[test]
fn replies_behind_the_words_of_a_relay_are_understood() {
    assert_eq!(mistakes("relays.txt"), [""; 0]);
}

#[test]
fn lengths_are_understood() {
    assert_eq!(mistakes("lengths.txt"), [""; 0]);
}

#[test]
fn lookalikes_are_not_misread() {
    assert_eq!(mistakes("lookalikes.txt"), [""; 0]);
}

#[test]
fn replies_of_many_apis_are_understood() {
    assert_eq!(mistakes("apis.txt"), [""; 0]);
}
