//! Times, by criterion.

use std::path::{Path, PathBuf};
use std::process::Command;

use benches::cases;
use serde_json::Value;

use crate::counts::Figures;
use crate::{Fallible, HERE};

/// The folder of the times of criterion.
fn home(profile: &str) -> PathBuf {
    Path::new(HERE).join("target").join(format!("criterion-{profile}"))
}

pub(crate) fn run(profile: &str) -> Fallible {
    let _ = std::fs::remove_dir_all(home(profile));
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(HERE).args(["bench", "--quiet", "--bench", "times", "--profile", profile, "--"]);
    let done = command.args(["--bench", "--quiet"]).env("CRITERION_HOME", home(profile)).output()?;
    if done.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&done.stderr).into()) }
}

/// Nanoseconds of the fastest sample of each case that [`run`] has timed.
pub(crate) fn of(profile: &str) -> Fallible<Figures> {
    let mut figures = Figures::new();
    for case in cases() {
        let sample = home(profile).join(case.question).join(case.way).join("new/sample.json");
        if sample.exists() {
            let sample: Value = serde_json::from_str(&std::fs::read_to_string(sample)?)?;
            figures.insert((case.question, case.way), fastest(&sample).ok_or("a sample without times")?);
        }
    }
    Ok(figures)
}

fn fastest(sample: &Value) -> Option<f64> {
    let [calls, times] = ["iters", "times"].map(|field| sample[field].as_array());
    let pairs = calls?.iter().zip(times?).filter_map(|(calls, time)| Some(time.as_f64()? / calls.as_f64()?));
    pairs.reduce(f64::min)
}
