//! A mistake in the body of a function under `#[retry]` gives the errors that the plain function gives, at the same
//! places: every file of `body` is compiled as it is and with its attributes blanked out.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// Where rustc's words or places differ. `explained.rs` pins what it says there.
const DIFFERENT: &[&str] = &[
    // `break` is outside of a closure or an `async` block, and not of a loop or a function.
    "break_outside_of_loop",
    // The next attempt needs the argument: this is right in the plain function.
    "moved_argument",
    // A value that leaves an `async` block is reported at its `.await`, and points at the return type. An argument that is
    // borrowed is a variable of another function.
    "returns_argument_reference",
    "returns_other_lifetime",
    "returns_static_borrow",
];

#[test]
fn errors_are_those_of_the_plain_function() -> Result<(), Box<dyn Error>> {
    let project = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ui-body");
    let names = write_twins(&project)?;
    let diagnostics = check(&project)?;
    let mut different = Vec::new();
    for name in &names {
        let of = |twin: &str| diagnostics.get(&format!("{name}-{twin}")).map_or(&[][..], Vec::as_slice);
        if of("plain") != of("retried") {
            different.push(name.as_str());
        }
        assert_eq!(of("plain").is_empty(), name == "moved_argument", "{name}: {:#?}", of("plain"));
    }
    different.sort_unstable();
    assert_eq!(different, DIFFERENT, "{diagnostics:#?}");
    Ok(())
}

/// Makes a package with two programs of each file, and says what the files are called.
fn write_twins(project: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let suite = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = suite.join("../../..");
    let bins = project.join("src/bin");
    let _: Result<(), _> = fs::remove_dir_all(&bins);
    fs::create_dir_all(&bins)?;
    let package = "[package]\nname = \"ui-body\"\nedition = \"2024\"\n[workspace]\n[dependencies]\n";
    fs::write(project.join("Cargo.toml"), format!("{package}retry-attr.path = '{}'\n", root.display()))?;
    fs::copy(root.join("Cargo.lock"), project.join("Cargo.lock"))?;
    let mut names = Vec::new();
    for entry in fs::read_dir(suite.join("body"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.file_stem().ok_or("a file without a name")?.to_string_lossy().into_owned();
            let retried = fs::read_to_string(&path)?;
            fs::write(bins.join(format!("{name}-plain.rs")), plain(&retried))?;
            fs::write(bins.join(format!("{name}-retried.rs")), retried)?;
            names.push(name);
        }
    }
    Ok(names)
}

/// The errors that rustc reports for each target, sorted.
fn check(project: &Path) -> Result<BTreeMap<String, Vec<String>>, Box<dyn Error>> {
    let output = Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--offline", "--bins", "--keep-going", "--message-format=json"])
        .current_dir(project)
        .env("CARGO_TARGET_DIR", project.join("target"))
        .output()?;
    let mut diagnostics: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in output.stdout.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        let line: Value = serde_json::from_slice(line)?;
        if let (Some(target), Some(shown)) = (line["target"]["name"].as_str(), shown(&line["message"])) {
            diagnostics.entry(target.to_owned()).or_default().push(shown);
        }
    }
    for list in diagnostics.values_mut() {
        list.sort();
    }
    if diagnostics.is_empty() { Err(String::from_utf8(output.stderr)?.into()) } else { Ok(diagnostics) }
}

/// Without the attribute, and with everything else where it was.
fn plain(source: &str) -> String {
    let is_ours = |line: &str| line.contains("#[retry") || line == "use retry_attr::retry;";
    source.lines().map(|line| if is_ours(line) { "\n".to_owned() } else { format!("{line}\n") }).collect()
}

/// Level, code, text and places of a diagnostic.
fn shown(message: &Value) -> Option<String> {
    let spans = message["spans"].as_array()?;
    let primary = spans.iter().filter(|span| span["is_primary"] == true);
    let places: Vec<String> = primary
        .map(|span| {
            format!(
                "{}:{}-{}:{}",
                span["line_start"], span["column_start"], span["line_end"], span["column_end"]
            )
        })
        .collect();
    let code = message["code"]["code"].as_str().unwrap_or_default();
    (!places.is_empty()).then(|| format!("{code} {places:?} {}", message["message"]))
}
