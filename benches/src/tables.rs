//! The tables that do not count the instructions of a retry.

use std::fmt::Write as _;

use crate::compile::Compile;
use crate::counts::{Counts, Figures};

/// A table in Markdown.
pub(crate) fn table(headers: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut rows = rows.peekable();
    if rows.peek().is_none() {
        return "Not measured in this run.\n".to_owned();
    }
    let mut text = format!("| {} |\n|{}\n", headers.join(" | "), "---|".repeat(headers.len()));
    for row in rows {
        let _ = writeln!(text, "| {} |", row.join(" | "));
    }
    text
}

/// All ways, in the order of the cases.
pub(crate) fn ways(figures: &Figures) -> Vec<&'static str> {
    let mut ways = Vec::new();
    for case in benches::cases() {
        if figures.contains_key(&(case.question, case.way)) && !ways.contains(&case.way) {
            ways.push(case.way);
        }
    }
    ways
}

/// The cells of both profiles, if there are any.
pub(crate) fn pair(cells: [Option<String>; 2]) -> String {
    match cells {
        [None, None] => String::new(),
        cells => cells.map(|cell| cell.unwrap_or_else(|| "–".to_owned())).join(" / "),
    }
}

/// One row per way, and one column per question.
fn by_way(
    figures: [&Figures; 2],
    questions: &[&'static str],
    cell: impl Fn(&Figures, &'static str, f64) -> String,
) -> String {
    let rows = ways(figures[0]).into_iter().filter_map(|way| {
        let cells = questions.iter().map(|question| {
            let both = figures
                .map(|figures| figures.get(&(*question, way)).map(|figure| cell(figures, question, *figure)));
            pair(both)
        });
        let cells: Vec<String> = cells.collect();
        let any = cells.iter().any(|cell| !cell.is_empty());
        any.then(|| [vec![way.to_owned()], cells].concat())
    });
    table(&[&["way"], questions].concat(), rows)
}

pub(crate) fn times(times: &[Figures; 2]) -> String {
    let questions = ["ok 16 B", "ok 2 KiB", "sync ok"];
    let ratio =
        |figures: &Figures, question, nanos: f64| format!("{:.2}", nanos / figures[&(question, "plain")]);
    format!(
        "## Time of a call that succeeds at once\n\nAs a multiple of the plain function's time in the same run. The fastest of 300 samples counts, \
         by criterion. Two runs differ by up to a sixth. The goal is 1.25 for async functions.\n\n{}",
        by_way([&times[0], &times[1]], &questions, ratio)
    )
}

pub(crate) fn allocations(counts: &[Counts; 2]) -> String {
    let questions = ["ok 16 B", "wait 3", "sync ok", "sync zero 3"];
    let blocks = |_: &Figures, _, blocks: f64| format!("{blocks:.2}");
    let figures = counts.each_ref().map(|counts| &counts.allocations);
    format!(
        "## Allocations\n\nBlocks per call, by DHAT: async and sync, a success at once and a success after three failures. Hundredths \
         are allocations of the timer, divided by the calls. The goal is zero.\n\n{}",
        by_way(figures, &questions, blocks)
    )
}

pub(crate) fn sizes() -> String {
    let rows = benches::sizes().into_iter();
    let rows =
        rows.map(|(way, sizes)| [vec![way.to_owned()], sizes.map(|size| size.to_string()).to_vec()].concat());
    format!(
        "## Size of the future\n\nBytes, by `size_of_val`. For bodies smaller than our wait of 112 bytes, the goal is the wait and 24 bytes. For larger \
         bodies, the goal is the body and 16 bytes. No future may be larger than by hand. `tests/functions/size.rs` asserts this.\n\n{}",
        table(&["way", "16 B", "256 B", "2 KiB"], rows)
    )
}

pub(crate) fn options(counts: &[Counts; 2]) -> String {
    let over =
        |figures: &Figures, question, figure: f64| format!("{:+.0}", figure - figures[&(question, "none")]);
    let figures = counts.each_ref().map(|counts| &counts.instructions);
    let traced = counts.each_ref().map(|counts| {
        let none = ("option", "none");
        Some(format!("{:+.0}", counts.traced.get(&none)? - counts.instructions.get(&none)?))
    });
    format!(
        "## The cost of each option in an async call that succeeds at once\n\nInstructions above those of `#[retry(max = 4)]`. `on` and `except` must \
         add nothing. The other options may add only what they do: a clock read (a system call under valgrind), a timer, a copy, and for a \
         stream a box and a check of each item.\n\n{}\n\
         The feature `tracing` without a listener adds: {}.\n",
        by_way(figures, &["option", "a stream of 4 items"], over),
        pair(traced),
    )
}

pub(crate) fn replies(counts: &[Counts; 2]) -> String {
    let questions = [
        "a 429 with 13 headers and 2 KiB of JSON",
        "a 429 with 400 bytes of JSON",
        "a 429 with 64 KiB of escapes",
        "a 503 with 10 MB of HTML",
    ];
    let instructions = |_: &Figures, _, figure: f64| format!("{figure:.0}");
    let figures = counts.each_ref().map(|counts| &counts.instructions);
    format!(
        "## A verdict from a reply\n\nInstructions of `http::verdict`.\n\n{}",
        by_way(figures, &questions, instructions)
    )
}

pub(crate) fn crowds(crowds: &[Vec<String>]) -> String {
    let headers =
        ["tasks", "threads", "processor time, by hand = 1", "peak memory per task, by hand", "ours"];
    format!(
        "## Many tasks at once\n\nEach task fails twice and waits up to 25 ms and 50 ms, with jitter. Each thread has its own runtime. The ways take \
         turns, and the cheapest of five runs counts; runs differ by a tenth. The goals are 1.05, and no more memory than by hand.\n\n{}",
        table(&headers, crowds.iter().cloned())
    )
}

pub(crate) fn threads(threads: &[Vec<String>]) -> String {
    format!(
        "## Threads that share an upstream\n\nNanoseconds of a sync call that succeeds at once, body included: the fastest of 10 samples of 500,000 \
         calls per thread, from the beginning to the end of the last thread. The aim with a declared limit is 60 with one \
         thread. With two threads, a lock that both want varies by a factor of two or more between runs.\n\n{}",
        table(&["what is shared", "1 thread", "2 threads"], threads.iter().cloned())
    )
}

pub(crate) fn fleet(fleet: &[Vec<String>]) -> String {
    format!(
        "## Processes that share an upstream\n\nThrough a Redis server on the same machine, over loopback. A round trip leases ten slots. The \
         process with 10,000 requests per minute has 400 callers against a bucket of that rate, and does not know the limit. Half a \
         minute of slow start is not counted.\n\n{}",
        table(&["figure", "value"], fleet.iter().cloned())
    )
}

pub(crate) fn text(text: &[(String, [f64; 2])]) -> String {
    let plain = text.first().map_or([0.0; 2], |plain| plain.1);
    let rows = text.iter().map(|(way, [fast, small])| {
        vec![way.clone(), format!("{:.0}", fast - plain[0]), format!("{:.0}", small - plain[1])]
    });
    format!(
        "## Code per function\n\nBytes of `.text` over the plain function, for 100 async functions with short bodies. Two careful \
         hand-written loops differ by 10 to 45 % here and in the size of the future, so *hand* is one of many. The goals are 400 at \
         `opt-level = 3` and 285 at `z`.\n\n{}",
        table(&["way", "3", "z"], rows)
    )
}

pub(crate) fn compile(compile: &Compile) -> String {
    let functions = table(
        &["way", "lines", "rustc, thousands of instructions", "expansion, time"],
        compile.functions.iter().cloned(),
    );
    let cold = table(&["depends on", "processor time", "crates"], compile.cold.iter().cloned());
    format!(
        "## Compile time\n\nFor one sync function without incremental compilation: the instructions of rustc, counted by callgrind as the \
         difference of two crates, and the time of the expansion in a crate of 500 functions, the shortest of three builds. The goals are 1.1 times \
         *hand* for all, and 0.75 ms for the expansion of 42 lines; an attribute that only writes a loop takes 0.71 ms.\n\n{functions}\n\
         A cold `cargo check` of an empty crate, the shorter of two. Two versions of a crate count twice. The goals are one second below the \
         same with `syn` 3 and `full`, and below `backon-macros` with tokio.\n\n{cold}"
    )
}
