//! The figures that a change must not raise. A budget is a number in a file: only a commit that says why changes it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::counts::{Counts, Figures};
use crate::questions::{Figure, QUESTIONS, Question};
use crate::{Fallible, HERE, PROFILES, compile, counts};

/// A figure may exceed its budget by 2 %, and by the possible cost of the code around the call.
const TOLERANCE: f64 = 1.02;
const SHARE: f64 = 0.5;

/// Counts with the profile that people have, and compares.
pub(crate) fn check() -> Fallible {
    counts::run(PROFILES[0])?;
    let counts = counts::of(PROFILES[0])?;
    let figures = figures(&counts);
    println!("{}", print(&figures));
    let mut wrong = above(&figures, &std::fs::read_to_string(path())?)?;
    wrong.extend(dearer_than_a_peer(&counts.instructions));
    wrong.extend(compile::too_slow()?);
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}

/// Writes down what the last check has counted.
pub(crate) fn write() -> Fallible {
    Ok(std::fs::write(path(), print(&figures(&counts::of(PROFILES[0])?)))?)
}

fn path() -> PathBuf {
    Path::new(HERE).join("budgets.txt")
}

/// The instructions that `#[retry]` adds to the floor of each question.
fn figures(counts: &Counts) -> Vec<(String, f64)> {
    let Counts { instructions, allocations, .. } = counts;
    let columns =
        QUESTIONS.iter().flat_map(|question| question.columns.iter().map(move |column| (question, column)));
    let added = columns.filter_map(|(question, &(column, figure))| {
        let added = question.above_floor(instructions, figure)?;
        Some((format!("{}, {column}", question.title), added))
    });
    let blocks =
        allocations.iter().filter(|((_, way), _)| way.starts_with("ours")).map(|(_, blocks)| blocks).sum();
    let others =
        [("bytes of future above a body of 2 KiB".to_owned(), future()), ("allocations".to_owned(), blocks)];
    added.chain(others).collect()
}

fn future() -> f64 {
    let sizes = benches::sizes();
    let of = |way| sizes.iter().find(|(name, _)| *name == way).map_or(0, |(_, sizes)| sizes[2]);
    f64::from(u32::try_from(of("ours") - of("plain")).unwrap_or(u32::MAX))
}

fn print(figures: &[(String, f64)]) -> String {
    figures.iter().fold(String::new(), |mut text, (name, figure)| {
        // A figure is a whole number, apart from its share of the code around the calls.
        let _ = writeln!(text, "{name} = {figure:.1}");
        text
    })
}

fn above(figures: &[(String, f64)], budgets: &str) -> Fallible<Vec<String>> {
    let mut wrong = Vec::new();
    for line in budgets.lines() {
        let (name, budget) = line.rsplit_once(" = ").ok_or("a budget without a number")?;
        let budget: f64 = budget.parse()?;
        match figures.iter().find(|(figure, _)| figure == name) {
            Some((_, figure)) if *figure <= budget * TOLERANCE + SHARE => {}
            Some((_, figure)) => {
                wrong.push(format!("{name}: {figure:.1} is above its budget of {budget:.1}"));
            }
            None => wrong.push(format!("{name}: not measured")),
        }
    }
    Ok(wrong)
}

/// A call that succeeds at once costs less than through any peer.
fn dearer_than_a_peer(instructions: &Figures) -> Vec<String> {
    let success = QUESTIONS
        .iter()
        .filter(|question| question.ours == "ours" && question.title.ends_with("succeeds at once"));
    let columns = success
        .flat_map(|question: &Question| question.columns.iter().map(move |&(_, figure)| (question, figure)));
    columns.flat_map(|(question, figure)| cheaper(instructions, question, figure)).collect()
}

fn cheaper(instructions: &Figures, question: &Question, figure: Figure) -> Vec<String> {
    let ours = figure.of(instructions, question.ours).unwrap_or(f64::MAX);
    let peers = instructions.keys().map(|&(_, way)| way).filter(|way| !NO_PEERS.contains(way));
    let mut peers: Vec<_> =
        peers.filter(|way| figure.of(instructions, way).is_some_and(|peer| peer + SHARE < ours)).collect();
    peers.sort_unstable();
    peers.dedup();
    peers.iter().map(|peer| format!("{}: {peer} is cheaper than ours", question.title)).collect()
}

const NO_PEERS: &[&str] = &["plain", "hand", "ours", "ours, on", "ours, jitter none", "tokio's sleep alone"];
