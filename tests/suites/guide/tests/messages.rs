//! The page about compile errors quotes the messages of this version.

use std::fs;
use std::path::Path;

#[test]
fn each_quoted_message_is_in_the_source() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let mut source = String::new();
    for package in ["retry-macro/src", "retry-runtime/src"] {
        read(&root.join(package), &mut source);
    }
    // A long message continues on the next line.
    let source: String = source.split("\\\n").map(str::trim_start).collect();
    let page = include_str!("../../../../src/guide/troubleshooting.md");
    let lines = page.lines().filter_map(|line| line.strip_prefix("## ").or(line.strip_prefix("- ")));
    let messages: Vec<_> = lines.filter_map(|line| line.strip_prefix("`` ")?.split_once(" ``")).collect();
    assert!(messages.len() > 20, "only {messages:?}");
    for (message, _) in messages {
        // The words between the names, which differ from user to user.
        for words in message.split('`').step_by(2).flat_map(|words| words.split('…')).map(str::trim) {
            assert!(source.contains(words), "{words:?} of {message:?}");
        }
    }
}

/// Appends the files of a folder.
fn read(folder: &Path, source: &mut String) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            read(&path, source);
        } else {
            source.push_str(&fs::read_to_string(&path).expect("a text"));
        }
    }
}
