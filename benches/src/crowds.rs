//! The cost of a task among many.

use std::process::Command;

use crate::compile::children;
use crate::{Fallible, keep, kept};

const FILE: &str = "crowds.tsv";

/// Rows of words.
pub(crate) fn of() -> Fallible<Vec<Vec<String>>> {
    kept(FILE)
}

/// The cheapest of five runs of each, in turns, so that a busy machine is busy for both.
pub(crate) fn run() -> Fallible {
    let mut rows = Vec::new();
    for tasks in [100_000, 1_000_000] {
        for threads in [1, 2] {
            let mut best = [("hand", f64::MAX, 0), ("ours", f64::MAX, 0)];
            for _ in 0..5 {
                for (way, seconds, memory) in &mut best {
                    let before = children()?;
                    *memory = spawn(way, tasks, threads)?;
                    *seconds = seconds.min(children()? - before);
                }
            }
            let [(_, hand, _), (_, ours, _)] = best;
            let [by_hand, by_us] = best.map(|(_, _, bytes)| format!("{} B", bytes / tasks));
            let ratio = format!("{:.2}", ours / hand);
            rows.push(vec![tasks.to_string(), threads.to_string(), ratio, by_hand, by_us]);
        }
    }
    keep(FILE, &rows)
}

/// Runs a crowd in a separate process, which reports its peak memory.
fn spawn(way: &str, tasks: u32, threads: u32) -> Fallible<u32> {
    // By this name it is found also when a stage before has built another in its place, as `cargo bench` does.
    let mut command = Command::new("/proc/self/exe");
    let output = command.args(["crowd", way, &tasks.to_string(), &threads.to_string()]).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    Ok(String::from_utf8(output.stdout)?.trim().parse()?)
}

/// The child: prints its peak of memory, in bytes.
pub(crate) fn crowd(way: &str, tasks: &str, threads: &str) -> Fallible {
    benches::crowd(way, tasks.parse()?, threads.parse()?);
    let status = std::fs::read_to_string("/proc/self/status")?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("no peak of memory")?;
    let kilobytes: u32 = peak.trim().trim_end_matches(" kB").parse()?;
    println!("{}", kilobytes * 1024);
    Ok(())
}
