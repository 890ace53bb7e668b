//! Compares the public API of the published crates with its record, one text file per crate. `-- --update` writes the record.
//!
//! The API consists of the items that rustdoc shows with all features. It comes from the JSON of rustdoc, which stable Rust writes
//! with `RUSTC_BOOTSTRAP`.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "people and logs read it")]

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs};

type Fallible<T> = Result<T, Box<dyn Error>>;

const CRATES: [&str; 3] = ["retry-attr", "retry-attr-macro", "retry-attr-runtime"];
const UPDATE: &str = "cargo run --package api-record -- --update";

fn main() -> ExitCode {
    match run(env::args().nth(1).as_deref()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => {
            eprintln!(
                "the public API differs from its record; if that is meant, run `{UPDATE}`, and say why in the commit"
            );
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Whether the record is right, or has been made so.
fn run(argument: Option<&str>) -> Fallible<bool> {
    let updates = match argument {
        None => false,
        Some("--update") => true,
        Some(other) => return Err(format!("unknown argument `{other}`: there is only `--update`").into()),
    };
    let mut is_right = true;
    for name in CRATES {
        let (record, api) = (record(name), api(name)?);
        if updates {
            fs::write(record, api)?;
            continue;
        }
        let recorded = fs::read_to_string(&record).unwrap_or_default();
        let changes = changes(&recorded, &api);
        if !changes.is_empty() {
            println!("{name}:\n{}", changes.join("\n"));
            is_right = false;
        }
    }
    Ok(is_right)
}

fn record(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("record").join(name).with_extension("txt")
}

/// One line per item, sorted as rustdoc sorts them.
fn api(name: &str) -> Fallible<String> {
    let api = public_api::Builder::from_rustdoc_json(rustdoc_json(name)?)
        .omit_blanket_impls(true)
        .omit_auto_trait_impls(true)
        .build()
        .map_err(|error| format!("{error}; `public-api` and rustdoc have to be of the same time"))?;
    let lines = api.items().map(ToString::to_string).filter(|line| !line.contains("::__private"));
    Ok(lines.fold(String::new(), |text, line| text + &line + "\n"))
}

/// The file that rustdoc writes, in a separate folder, because the rest of the workspace is built without the variable.
fn rustdoc_json(name: &str) -> Fallible<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let target = root.join("target/api-record");
    let mut rustdoc = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    rustdoc
        .args(["rustdoc", "--quiet", "--lib", "--all-features", "--package", name, "--target-dir"])
        .arg(&target);
    rustdoc.args(["--", "-Z", "unstable-options", "--output-format", "json"]);
    if !rustdoc.current_dir(&root).env("RUSTC_BOOTSTRAP", "1").status()?.success() {
        return Err(format!("{name} cannot be documented").into());
    }
    Ok(target.join("doc").join(name.replace('-', "_")).with_extension("json"))
}

/// The lines that only one of the two has, in the order of their texts; a line may be there more than once.
fn changes(recorded: &str, api: &str) -> Vec<String> {
    let mut counts: BTreeMap<&str, i32> = BTreeMap::new();
    recorded.lines().for_each(|line| *counts.entry(line).or_default() -= 1);
    api.lines().for_each(|line| *counts.entry(line).or_default() += 1);
    let sign = |count: i32| if count < 0 { '-' } else { '+' };
    counts
        .into_iter()
        .filter(|(_, count)| *count != 0)
        .map(|(line, count)| format!("{} {line}", sign(count)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::changes;

    #[test]
    fn only_lines_that_differ_are_changes() {
        assert_eq!(changes("a\nb\nc\n", "b\nc\nd\nb\n"), ["- a", "+ b", "+ d"]);
        assert!(changes("a\nb\n", "b\na\n").is_empty());
    }
}
