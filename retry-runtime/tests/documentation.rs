//! The documentation of this crate is shown as that of `retry-attr`, and users depend on that one.

use std::fs;
use std::path::{Path, PathBuf};

/// The source files below a folder.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
}

/// The line as a reader sees it: a comment for rustdoc, without the lines that rustdoc hides.
fn shown(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let line = line.strip_prefix("///").or_else(|| line.strip_prefix("//!"))?;
    Some(line.trim_start()).filter(|line| !line.starts_with("# "))
}

#[test]
fn examples_name_the_crate_that_users_depend_on() {
    let files = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    assert!(files.len() > 50, "{files:?}");
    let mut wrong = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("a source file");
        let lines = (1..).zip(text.lines().map(|line| shown(line).unwrap_or_default()));
        wrong.extend(
            lines
                .filter(|(_, line)| line.contains("retry_attr_runtime"))
                .map(|(number, line)| format!("{}:{number}: {line}", file.display())),
        );
    }
    assert!(
        wrong.is_empty(),
        "write `# use retry_attr_runtime as retry_attr;` and then `use retry_attr::…`:\n{}",
        wrong.join("\n")
    );
}

/// Whether the line begins an `impl` that the facade shows on the page of a type or a trait, while the feature stands at a
/// module that rustdoc does not see from there.
fn needs_feature(line: &str) -> bool {
    let Some((implemented, of)) =
        line.trim_start().strip_prefix("impl").and_then(|rest| rest.split_once(" for "))
    else {
        return false;
    };
    let is_shown = ["Retryable", "ResponseExt"].iter().any(|name| implemented.ends_with(name))
        || (implemented.contains("From<") && of.starts_with("ApiError"));
    // These need no feature, or their macro gives them one.
    is_shown && !of.starts_with("Infallible") && !of.starts_with("$pointer")
}

#[test]
fn every_implementation_names_its_feature() {
    let (mut seen, mut wrong) = (0, Vec::new());
    for file in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let text = fs::read_to_string(&file).expect("a source file");
        let lines: Vec<_> = text.lines().collect();
        for (at, line) in lines.iter().enumerate().filter(|(_, line)| needs_feature(line)) {
            let attributes = lines[..at].iter().rev().take_while(|line| line.trim_start().starts_with("#["));
            seen += 1;
            if !attributes.into_iter().any(|line| line.contains("cfg(")) {
                wrong.push(format!("{}: {line}", file.display()));
            }
        }
    }
    assert!(seen > 25, "{seen}");
    assert!(wrong.is_empty(), "write `#[cfg(feature = …)]` above each:\n{}", wrong.join("\n"));
}
