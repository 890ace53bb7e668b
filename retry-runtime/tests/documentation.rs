//! The documentation of this crate is shown as that of `retry-attr`, and users depend on that one.

use std::collections::BTreeSet;
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

/// The path without generic arguments: `Upstreams::new` of `Upstreams<F>::new`.
fn without_generics(path: &str) -> String {
    let mut depth = 0_u32;
    path.chars()
        .filter(|c| {
            depth += u32::from(*c == '<');
            let is_outside = depth == 0;
            depth = depth.saturating_sub(u32::from(*c == '>'));
            is_outside
        })
        .collect()
}

/// Type and name of a recorded method: `Verdict`, `class` of `pub const fn retry_attr_runtime::Verdict::class(&self) -> …`.
fn method(line: &str) -> Option<(String, String)> {
    let (_, rest) = line.split_once("fn ")?;
    let path = without_generics(rest.split_once('(')?.0);
    let mut segments = path.rsplit("::").map(str::to_owned);
    let (name, owner) = (segments.next()?, segments.next()?);
    Some((owner, name))
}

/// The type of an `impl` without a trait, or the trait that the line begins.
fn owner(line: &str) -> Option<String> {
    let rest = match line.strip_prefix("impl") {
        Some(rest) if !rest.contains(" for ") => {
            rest.strip_prefix('<').map_or(rest, |rest| rest.split_once("> ").map_or("", |(_, rest)| rest))
        }
        Some(_) => return None,
        None => line.strip_prefix("pub trait ")?,
    };
    let name = rest.trim_start().split(|c: char| !c.is_alphanumeric() && c != '_').next()?;
    Some(name.to_owned())
}

#[test]
fn every_public_method_has_an_example() {
    let record = "../tests/suites/api-record/record/retry-attr-runtime.txt";
    // A published package has no record.
    let Ok(record) = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(record)) else { return };
    let recorded: BTreeSet<_> = record.lines().filter_map(method).collect();
    let (mut seen, mut wrong) = (0, Vec::new());
    for file in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let text = fs::read_to_string(&file).expect("a source file");
        let lines: Vec<_> = text.lines().collect();
        let (mut of, mut is_trait) = (None, false);
        for (at, line) in lines.iter().enumerate() {
            if line.starts_with("impl") || line.starts_with("pub trait ") {
                (of, is_trait) = (owner(line), line.starts_with("pub trait "));
            }
            let is_method = line.starts_with("    pub ") || (is_trait && line.starts_with("    fn "));
            let Some((_, rest)) = line.split_once("fn ").filter(|_| is_method) else { continue };
            let name = rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
            let Some(of) = of.clone().filter(|of| recorded.contains(&(of.clone(), name.to_owned()))) else {
                continue;
            };
            let is_doc =
                |line: &&&str| line.trim_start().starts_with("///") || line.trim_start().starts_with("#[");
            seen += 1;
            // The stand-ins of items whose feature is off are not documented.
            let is_stand_in = file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("no_"));
            if !is_stand_in && !lines[..at].iter().rev().take_while(is_doc).any(|line| line.contains("```")) {
                wrong.push(format!("{}: {of}::{name}", file.display()));
            }
        }
    }
    assert!(seen > 130, "{seen}");
    assert!(wrong.is_empty(), "show an example of each:\n{}", wrong.join("\n"));
}
