//! The goals that are not counted in instructions.

use crate::markdown::Report;

/// Rows of the table of goals: the figure's name, the goal, and ours by profile.
pub(crate) fn others(report: &Report) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for question in ["ok 16 B", "ok 2 KiB"] {
        let ours = report.times.each_ref().map(|times| {
            let [ours, plain] = ["ours", "plain"].map(|way| times.get(&(question, way)));
            ours.zip(plain).map_or(String::new(), |(ours, plain)| judged(ours / plain, 1.25, 2))
        });
        let what = format!("Time of an async call that succeeds at once, {}", &question[3..]);
        rows.push([vec![what, "plain × 1.25".to_owned()], ours.to_vec()].concat());
    }
    let once = [text(report), functions(report), trees(report)];
    rows.extend(once.into_iter().flatten().flatten());
    rows.extend(declared(report));
    rows
}

/// The figure, and by how much it misses.
fn judged(figure: f64, goal: f64, digits: usize) -> String {
    let missed = figure - goal;
    if missed > 0.0 {
        format!("{figure:.digits$} (**missed by {missed:.digits$}**)")
    } else {
        format!("{figure:.digits$}")
    }
}

fn row(what: &str, goal: &str, ours: String) -> Vec<String> {
    vec![what.to_owned(), goal.to_owned(), ours, String::new()]
}

fn declared(report: &Report) -> Option<Vec<String>> {
    let declared = report.threads.iter().find(|row| row[0].contains("declared"))?;
    let nanos = declared[1].parse().ok()?;
    Some(row("A call with a declared limit, one thread, ns", "60", judged(nanos, 60.0, 0)))
}

fn text(report: &Report) -> Option<[Vec<String>; 2]> {
    let of = |way| report.text.iter().find(|(name, _)| name == way).map(|(_, sizes)| *sizes);
    let ([fast, small], [plain_fast, plain_small]) = of("ours").zip(of("plain"))?;
    Some([
        row("Code per function, bytes at `opt-level` 3", "plain + 400", judged(fast - plain_fast, 400.0, 0)),
        row("Code per function, bytes at `z`", "plain + 285", judged(small - plain_small, 285.0, 0)),
    ])
}

fn functions(report: &Report) -> Option<[Vec<String>; 2]> {
    let of = |way| report.compile.functions.iter().find(|row| row[0] == way && row[1] == "42");
    let [ours, hand] = [of("ours")?, of("hand")?];
    let millis = |cell: &str| cell.trim_end_matches(" ms").parse::<f64>().ok();
    let whole = ours[2].parse::<f64>().ok()? / hand[2].parse::<f64>().ok()?;
    Some([
        row("Expansion of a function of 42 lines, ms", "0.75", judged(millis(&ours[3])?, 0.75, 2)),
        row("Compiling a function of 42 lines", "hand × 1.1", judged(whole, 1.1, 2)),
    ])
}

fn trees(report: &Report) -> Option<[Vec<String>; 2]> {
    let [ours, with_syn, backon] = &report.compile.cold[..] else { return None };
    let seconds = |row: &[String]| row[1].trim_end_matches(" s").parse::<f64>().ok();
    let [ours, with_syn, backon] = [seconds(ours)?, seconds(with_syn)?, seconds(backon)?];
    Some([
        row("Cold `cargo check`, s", "1 below `syn` with `full`", judged(ours, with_syn - 1.0, 1)),
        row("Cold `cargo check`, s", "below `backon-macros` with tokio", judged(ours, backon, 1)),
    ])
}
