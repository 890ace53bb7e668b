//! Instructions and allocations, by gungraun.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use benches::{Case, allocating_cases, cases, traced_cases};
use serde_json::Value;

use crate::{Fallible, HERE};

/// A figure a call, by question and way.
pub(crate) type Figures = BTreeMap<(&'static str, &'static str), f64>;

/// The counts of one profile.
pub(crate) struct Counts {
    pub(crate) instructions: Figures,
    pub(crate) allocations: Figures,
    /// Instructions again, with the feature `tracing`.
    pub(crate) traced: Figures,
}

/// The folder of the counts of gungraun.
fn home(profile: &str, features: &str) -> PathBuf {
    Path::new(HERE).join("target").join(format!("gungraun-{profile}{features}"))
}

/// Counts everything, built with a profile.
pub(crate) fn run(profile: &str) -> Fallible {
    count(profile, "")
}

/// Counts some of it once more, with the feature `tracing`.
pub(crate) fn run_traced(profile: &str) -> Fallible {
    count(profile, "seen")
}

fn count(profile: &str, features: &str) -> Fallible {
    let home = home(profile, features);
    // The tool would compare with counts from an earlier run.
    let _ = std::fs::remove_dir_all(&home);
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(HERE).args(["bench", "--quiet", "--bench", "counts", "--profile", profile]);
    command.args(["--features", features, "--", "--save-summary=json", "--parallel=2"]);
    let done = command.env("GUNGRAUN_HOME", home).output()?;
    if done.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&done.stderr).into()) }
}

/// The counts of [`run`] and [`run_traced`].
pub(crate) fn of(profile: &str) -> Fallible<Counts> {
    let output = |features| home(profile, features).join("benches/counts/counts");
    Ok(Counts {
        instructions: read(&output(""), "instructions", &cases(), "Ir")?,
        allocations: read(&output(""), "allocations", &allocating_cases(), "TotalBlocks")?,
        traced: read(&output("seen"), "instructions", &traced_cases(), "Ir")?,
    })
}

/// gungraun names a case by its place in the iterator.
fn read(output: &Path, function: &str, cases: &[Case], metric: &str) -> Fallible<Figures> {
    let mut figures = Figures::new();
    for (place, case) in cases.iter().enumerate() {
        let summary = output.join(format!("{function}.all_{place}/summary.json"));
        if !summary.exists() {
            continue;
        }
        let summary: Value = serde_json::from_str(&std::fs::read_to_string(summary)?)?;
        let figure = find(&summary["profiles"], metric).ok_or("a summary without its metric")?;
        #[expect(clippy::cast_precision_loss, reason = "calls are few")]
        figures.insert((case.question, case.way), figure / case.load.calls as f64);
    }
    Ok(figures)
}

/// The metric stands deep in the summary, at a place that differs by tool.
fn find(value: &Value, metric: &str) -> Option<f64> {
    match value {
        Value::Object(fields) => match fields.get(metric) {
            Some(found) => number(&found["values"]["new"]),
            None => fields.values().find_map(|field| find(field, metric)),
        },
        Value::Array(items) => items.iter().find_map(|item| find(item, metric)),
        _ => None,
    }
}

fn number(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_object()?.values().find_map(Value::as_f64))
}
