//! `cargo run --release` measures all and writes `BENCHMARKS.md`; `-- check` holds the counts against `budgets.txt`.

mod budgets;
mod compile;
mod counts;
mod crowds;
mod fleet;
mod goals;
mod machine;
mod markdown;
mod picture;
mod questions;
mod tables;
mod text;
mod threads;
mod times;

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

type Fallible<T = ()> = Result<T, Box<dyn Error>>;

/// Of this package.
const HERE: &str = env!("CARGO_MANIFEST_DIR");

/// The profiles that people build with: cargo's own of 16 codegen units, and one unit.
const PROFILES: [&str; 2] = ["bench", "one-unit"];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments[..] {
        [] => STAGES.iter().try_for_each(|(_, stage)| stage()),
        ["check"] => budgets::check(),
        ["budgets"] => budgets::write(),
        ["crowd", way, tasks, threads] => crowds::crowd(way, tasks, threads),
        ["calls", question, way] => call(question, way),
        [name] => STAGES.iter().find(|stage| stage.0 == name).map_or(Err(USAGE.into()), |(_, stage)| stage()),
        _ => Err(USAGE.into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

const USAGE: &str = "arguments: none, one of `counts`, `traces`, `times`, `crowds`, `threads`, `fleet`, `text`, `functions`, `trees` and `report`, which are its stages, \
                     `check`, `budgets`, or `calls QUESTION WAY`";

type Stage = fn() -> Fallible;

/// Each keeps what it has measured in `target`, and the last one writes it down.
const STAGES: &[(&str, Stage)] = &[
    ("counts", || PROFILES.into_iter().try_for_each(counts::run)),
    ("traces", || PROFILES.into_iter().try_for_each(counts::run_traced)),
    ("times", || PROFILES.into_iter().try_for_each(times::run)),
    ("crowds", crowds::run),
    ("threads", threads::run),
    ("fleet", fleet::run),
    ("text", text::run),
    ("functions", compile::functions),
    ("trees", compile::trees),
    ("report", report),
];

/// Runs one case, for `callgrind_annotate`.
fn call(question: &str, way: &str) -> Fallible {
    let mut cases = benches::cases().into_iter();
    let case = cases.find(|case| case.question == question && case.way == way).ok_or("no such case")?;
    (case.prepared().run)(case.load);
    Ok(())
}

fn report() -> Fallible {
    let report = markdown::Report {
        counts: [counts::of(PROFILES[0])?, counts::of(PROFILES[1])?],
        times: [times::of(PROFILES[0])?, times::of(PROFILES[1])?],
        crowds: crowds::of()?,
        threads: threads::of()?,
        fleet: fleet::of()?,
        text: text::of()?,
        compile: compile::of()?,
        machine: machine::describe()?,
    };
    std::fs::write(Path::new(HERE).join("../BENCHMARKS.md"), report.to_string())?;
    picture::draw(&Path::new(HERE).join("success.svg"), &report.counts[0])
}

/// The measurements of one of our own stages: rows of words.
fn keep(name: &str, rows: &[Vec<String>]) -> Fallible {
    let lines: Vec<String> = rows.iter().map(|row| row.join("\t")).collect();
    Ok(std::fs::write(Path::new(HERE).join("target").join(name), lines.join("\n"))?)
}

/// Nothing, where the stage has not run.
fn kept(name: &str) -> Fallible<Vec<Vec<String>>> {
    let path = Path::new(HERE).join("target").join(name);
    let text = if path.exists() { std::fs::read_to_string(path)? } else { String::new() };
    Ok(text.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect())
}
