//! The cost of an upstream that processes share, as the suite `fleet-faults` measures it.

use std::path::Path;
use std::process::Command;

use crate::{Fallible, HERE, keep, kept};

const FILE: &str = "fleet.tsv";

/// Rows of words.
pub(crate) fn of() -> Fallible<Vec<Vec<String>>> {
    kept(FILE)
}

pub(crate) fn run() -> Fallible {
    if Command::new("redis-server").arg("--version").output().is_err() {
        eprintln!("shared upstreams are not measured: there is no redis-server");
        return keep(FILE, &[]);
    }
    let output = Command::new(env!("CARGO"))
        .current_dir(Path::new(HERE).join(".."))
        .args(["run", "--quiet", "--release", "--package", "fleet-faults", "--", "measure"])
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    let text = String::from_utf8(output.stdout)?;
    let rows = text.lines().map(|line| line.split('\t').map(str::to_owned).collect());
    keep(FILE, &rows.collect::<Vec<_>>())
}
