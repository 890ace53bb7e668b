//! The output on the terminal.

use std::time::Duration;

use ai_api::{Played, Request};

use super::Run;

const CELLS: usize = 30;

/// The progress of the calls.
pub(crate) fn progress(time: Duration, completed: usize, calls: usize, requests: &[Request]) -> String {
    let full = completed * CELLS / calls;
    let bar = "█".repeat(full) + &"·".repeat(CELLS - full);
    let refusals = requests.iter().filter(|request| request.played == Played::Status(429)).count();
    let seconds = time.as_secs();
    format!("{seconds:>4} s  {bar}  {completed} of {calls} completed, refusals: {refusals}")
}

/// Both runs, in columns.
pub(crate) fn table(runs: &[Run]) -> Vec<String> {
    let head = format!("{:16}{:>12}{:>12}{:>12}{:>10}", "", "completed", "requests", "refusals", "time");
    let row = |run: &Run| {
        let completed = format!("{} of {}", run.completed, run.calls);
        let (name, requests, refusals) = (run.name, run.requests.len(), run.refusals());
        let time = format!("{:.1} s", run.time.as_secs_f64());
        format!("{name:16}{completed:>12}{requests:>12}{refusals:>12}{time:>10}")
    };
    [head].into_iter().chain(runs.iter().map(row)).collect()
}

impl Run {
    pub(crate) fn refusals(&self) -> usize {
        self.requests.iter().filter(|request| request.is_refused).count()
    }
}
