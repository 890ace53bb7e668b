//! The bytes after the window cost nothing. Instructions are counted, and no time is measured.

use std::hint::black_box;
use std::process::{Command, Stdio};
use std::{env, thread};

use retry_attr_runtime::Verdict;
use retry_attr_runtime::http::{Reply, verdict};

const WINDOW: usize = 64 * 1024;

/// Tells the child process of the test which body to read, and its length.
const BODY: &str = "RETRY_ATTR_TEST_BODY";

/// The beginning of each body, the part that repeats, and the end in the window, after which the part repeats again: text
/// without an end, prose with an end, escapes, elements, fields, blanks, a page, times and lines behind "wait", and braces.
const BODIES: [(&str, &str, &str); 10] = [
    (r#"{"error": {"message": ""#, "a", ""),
    (r#"{"error": {"message": ""#, "Upgrade for 9 per day; retry in 2s, limit: 1. ", r#""}}"#),
    (r#"{"error": {"message": ""#, r"\u0041\n", ""),
    (r#"{"error": {"details": ["#, r#"{"reason": "a"}, "#, ""),
    (r#"{"error": {"#, r#""type": "a", "#, ""),
    ("", " \n", ""),
    ("<html>", "<p>Service unavailable</p>", ""),
    (r#"{"error": {"message": "wait "#, "1:", r#"1"}}"#),
    (r#"{"error": {"message": "wait "#, r"\n", r#"1"}}"#),
    (r#"{"error": {"message": ""#, "{", r#"1"}}"#),
];
const PROSE: usize = 1;
const ROWS: [usize; 3] = [7, 8, 9];

fn body(index: usize, length: usize) -> Vec<u8> {
    let (start, more, end) = BODIES[index];
    let begun = start.bytes().chain(more.bytes().cycle()).take(length.min(WINDOW) - end.len());
    begun.chain(end.bytes()).chain(more.bytes().cycle()).take(length).collect()
}

/// valgrind's command line names this function.
#[inline(never)]
fn judge_once(body: &[u8]) -> Verdict {
    verdict(Reply::without_headers(429, body))
}

/// The instructions for a body. The test runs itself, and valgrind counts the instructions of [`judge_once`].
fn instructions(index: usize, length: usize) -> u64 {
    let child = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null", "--toggle-collect=*judge_once*"])
        .arg(env::current_exe().expect("a test is a program"))
        .args(["--exact", thread::current().name().expect("a test's thread has its name")])
        .env(BODY, format!("{index} {length}"))
        .output()
        .expect("valgrind runs");
    let report = String::from_utf8_lossy(&child.stderr);
    let count = report.lines().find_map(|line| line.split_once("Collected : ")?.1.trim().parse().ok());
    count.unwrap_or_else(|| panic!("valgrind counts nothing: {report}"))
}

/// Judges the body if this is the child process, whose instructions valgrind counts.
fn is_child() -> bool {
    let Ok(wanted) = env::var(BODY) else { return false };
    let (index, length) = wanted.split_once(' ').expect("two numbers");
    let body = body(index.parse().expect("a number"), length.parse().expect("a number"));
    let _ = black_box(judge_once(black_box(&body)));
    true
}

fn has_valgrind() -> bool {
    let version = Command::new("valgrind").arg("--version").stdout(Stdio::null()).status();
    let has_valgrind = version.is_ok_and(|status| status.success());
    if !has_valgrind {
        #[expect(clippy::print_stderr, reason = "whoever reads the tests' output wants to know")]
        {
            eprintln!("skipped: there is no valgrind; `allocation` holds what can be counted without it");
        }
    }
    has_valgrind
}

#[test]
fn a_body_of_twice_the_window_costs_as_much_as_one_that_fills_it() {
    if is_child() || !has_valgrind() {
        return;
    }
    // The measure itself works: bytes in the window have a cost.
    assert!(instructions(0, WINDOW) > instructions(0, WINDOW / 2));
    for (index, shape) in BODIES.iter().enumerate() {
        let [once, twice] = [WINDOW, 2 * WINDOW].map(|length| instructions(index, length));
        assert!(twice * 10 <= once * 11, "{shape:?}: {twice} instructions for 128 KiB, {once} for 64 KiB");
    }
}

#[test]
fn a_row_of_times_lines_or_braces_costs_as_little_as_prose() {
    if is_child() || !has_valgrind() {
        return;
    }
    let prose = instructions(PROSE, WINDOW);
    for index in ROWS {
        let row = instructions(index, WINDOW);
        assert!(row < 3 * prose, "{:?}: {row} instructions, and {prose} for prose", BODIES[index]);
    }
}
