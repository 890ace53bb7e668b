//! The bytes that an annotated function adds to `.text`.

mod ways;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use self::ways::{DEPENDENCIES, PRELUDE, WAYS, Way};
use crate::{Fallible, compile};

/// The number of functions that one program has more than the other.
const FUNCTIONS: u32 = 100;

const FILE: &str = "text.tsv";

/// A way, and the bytes of a function at `opt-level` 3 and `z`.
pub(crate) fn of() -> Fallible<Vec<(String, [f64; 2])>> {
    let rows = crate::kept(FILE)?.into_iter();
    rows.map(|row| Ok((row[0].clone(), [row[1].parse()?, row[2].parse()?]))).collect()
}

pub(crate) fn run() -> Fallible {
    let ours = compile::dependency("retry-attr", "path = \"../../..\"");
    let package = compile::package("text", &format!("{DEPENDENCIES}{ours}"), "")?;
    let one = sizes(&package, 1)?;
    let many = sizes(&package, 1 + FUNCTIONS)?;
    fs::remove_dir_all(package.join("target"))?;
    let each = |way: &Way, profile| {
        let key = (way.name, profile);
        ((many[&key] - one[&key]) / f64::from(FUNCTIONS)).to_string()
    };
    let rows = WAYS.iter().map(|way| vec![way.name.to_owned(), each(way, "release"), each(way, "size")]);
    crate::keep(FILE, &rows.collect::<Vec<_>>())
}

/// The size of `.text` of each way's program, by profile.
fn sizes(package: &Path, functions: u32) -> Fallible<BTreeMap<(&'static str, &'static str), f64>> {
    fs::create_dir_all(package.join("src/bin"))?;
    for way in WAYS {
        fs::write(package.join(format!("src/bin/{}.rs", way.name)), program(way, functions))?;
    }
    let mut sizes = BTreeMap::new();
    for profile in ["release", "size"] {
        let done = compile::cargo(package, &["build", "--profile", profile]).output()?;
        if !done.status.success() {
            return Err(String::from_utf8_lossy(&done.stderr).into());
        }
        for way in WAYS {
            let size = text(&package.join("target").join(profile).join(way.name))?;
            sizes.insert((way.name, profile), size);
        }
    }
    Ok(sizes)
}

/// `size` of binutils knows its sections.
fn text(program: &Path) -> Fallible<f64> {
    let output = Command::new("size").arg("-A").arg(program).output()?;
    let output = String::from_utf8(output.stdout)?;
    let line = output.lines().find(|line| line.starts_with(".text ")).ok_or("a program without .text")?;
    Ok(line.split_whitespace().nth(1).ok_or("a section without its size")?.parse()?)
}

fn program(way: &Way, functions: u32) -> String {
    let mut program = format!("{PRELUDE}{}\n", way.uses);
    let mut arms = String::new();
    for number in 0..functions {
        let number_text = number.to_string();
        program += &way.function.replace("BODY", ways::BODY).replace("NUMBER", &number_text);
        let _ = writeln!(arms, "        {number} => Box::pin(f{number}(x)),");
    }
    let _ = write!(
        program,
        "fn pick(i: u64, x: u64) -> Pin<Box<dyn Future<Output = R> + Send>> {{\n    match i {{\n{arms}        \
         _ => Box::pin(work(x)),\n    }}\n}}\n\
         fn main() {{\n    let i = std::env::args().count() as u64;\n    \
         let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();\n    \
         println!(\"{{:?}}\", runtime.block_on(pick(i, i)));\n}}\n"
    );
    program
}
