//! The machine on which the figures were measured.

use std::process::Command;

use crate::{Fallible, HERE};

/// The first line of the output of a command.
fn line(program: &str, arguments: &[&str]) -> Fallible<String> {
    let output = Command::new(program).args(arguments).output()?;
    Ok(String::from_utf8(output.stdout)?.lines().next().unwrap_or_default().to_owned())
}

fn processor() -> Fallible<String> {
    let all = std::fs::read_to_string("/proc/cpuinfo")?;
    let model = all.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let cores = all.lines().filter(|line| line.starts_with("processor")).count();
    Ok(format!("{}, {cores} cores seen", model.map_or("unknown", |(_, model)| model)))
}

/// The versions of the compared crates, as Cargo has resolved them.
fn peers() -> Fallible<String> {
    let cargo = Command::new(env!("CARGO"))
        .current_dir(HERE)
        .args(["tree", "--depth", "1", "--prefix", "none", "--edges", "normal,dev"])
        .output()?;
    let tree = String::from_utf8(cargo.stdout)?;
    let mut names: Vec<String> = tree
        .lines()
        .skip(1)
        .filter(|line| !line.starts_with("retry-attr"))
        .map(|line| line.split_whitespace().take(2).collect::<Vec<_>>().join(" ").replace(" v", " "))
        .collect();
    names.sort_unstable();
    names.dedup();
    Ok(names.join(", "))
}

pub(crate) fn describe() -> Fallible<String> {
    Ok(format!(
        "Machine: {}, under a load of {} when this was written. {}, {}. Commit: {}. Versions: {}.",
        processor()?,
        std::fs::read_to_string("/proc/loadavg")?.split(' ').next().unwrap_or_default(),
        line("rustc", &["--version"])?,
        line("valgrind", &["--version"])?,
        line("git", &["-C", HERE, "rev-parse", "--short", "HEAD"])?,
        peers()?,
    ))
}
