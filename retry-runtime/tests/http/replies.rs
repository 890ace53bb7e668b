//! Whole replies of each provider: `replies/*.txt`, which fuzzing starts from too.
//!
//! A file is the verdict, the status, the headers, an empty line and the body.

use std::fs;
use std::path::Path;

use retry_attr_runtime::Verdict;

use crate::judge;

fn shown(verdict: Verdict) -> String {
    assert!(verdict.sent(), "there is a reply");
    let hint = verdict.hint().map(|hint| format!(", hint {hint:?}")).unwrap_or_default();
    let reset = verdict.reset().map(|reset| format!(", reset {reset:?}")).unwrap_or_default();
    format!("{:?}{hint}{reset}", verdict.class())
}

/// Expected and real verdict.
fn judge_text(text: &str) -> Option<(&str, String)> {
    let (expected, text) = text.split_once('\n')?;
    let (status, text) = text.split_once('\n')?;
    let (headers, body) = match text.strip_prefix('\n') {
        Some(body) => ("", body),
        None => text.split_once("\n\n")?,
    };
    let headers: Option<Vec<_>> = headers.lines().map(|line| line.split_once(": ")).collect();
    Some((expected, shown(judge(status.parse().ok()?, &headers?, body))))
}

#[test]
fn each_provider_is_understood() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/http/replies");
    let mut wrong = Vec::new();
    let mut count = 0;
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("the folder can be read").path();
        let text = fs::read_to_string(&path).expect("a reply is text");
        let (expected, real) = judge_text(&text).unwrap_or_else(|| panic!("{}: no reply", path.display()));
        if expected != real {
            wrong.push(format!("{}: {real}, not {expected}", path.display()));
        }
        count += 1;
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(count > 120, "only {count} replies");
}
