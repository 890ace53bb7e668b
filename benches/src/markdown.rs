//! `BENCHMARKS.md`: one table per question.

use std::fmt::{self, Display, Formatter};

use crate::compile::Compile;
use crate::counts::{Counts, Figures};
use crate::goals;
use crate::questions::{QUESTIONS, Question};
use crate::tables::{self, table};

/// All figures. Each pair is by profile: 16 codegen units, and one.
pub(crate) struct Report {
    pub(crate) counts: [Counts; 2],
    pub(crate) times: [Figures; 2],
    pub(crate) crowds: Vec<Vec<String>>,
    pub(crate) threads: Vec<Vec<String>>,
    pub(crate) fleet: Vec<Vec<String>>,
    pub(crate) text: Vec<(String, [f64; 2])>,
    pub(crate) compile: Compile,
    pub(crate) machine: String,
}

const INTRODUCTION: &str = "# The cost of a retried call

`cargo run --release` in `benches/` writes this page. It needs valgrind and `gungraun-runner`. All figures come from this command.
`cargo run --release -- check` compares what `#[retry]` adds with `benches/budgets.txt`; `.ci/run` does the same. All ways do the
same work: four attempts, and waits that double from 10 ms to at most 1 s, with jitter if the way has it. Each run asserts its
results and its number of attempts. *Plain* is the function without its attribute, *hand* is a loop that a careful person writes,
and *ours* is `#[retry]`.

callgrind counts instructions through gungraun, over 10,000 calls. The counts are the same in every run. A clock read counts as a
system call, and stalls do not count. So the page also gives times, as ratios within one run. The first figure is for cargo's
default release profile with 16 codegen units, and the second is for `codegen-units = 1`. \"Missed\" marks a goal that is not
reached.
";

/// The reasons for the rows of the table of goals that are marked as missed.
const MISSED: &str = "## Why a goal is missed

- *A further poll*: the body is a future inside the function's future, so that `?` and `return` end the attempt. Each poll
  therefore checks two states. Peers that paste the body into their loop check one, and a `?` in the body leaves their loop.
- *A retry without a wait*: it takes the path of a retry that waits, because one function decides for all annotated functions and
  all delays. A path of its own would reach the goal, and add 12 bytes of code to every annotated function.
- *The verdict on 2 KiB of JSON*: every word of this message is part of a phrase, and each word takes about 150 instructions. The
  cost does not grow with the number of phrases.
- *Time*: a call that succeeds takes a few nanoseconds, so each instruction shows. The rest is less than the difference between
  two runs.
- *Code*: the bytes are the call of the decision, the loop, the drop of tokio's timer, which LLVM inlines, and the panic of a
  future that is polled after its end. There are two futures, so there are two panics. At `z`, `retrying` and `retry-if` are
  smaller, because they paste the body into their loop.
- *Expansion*: after every attribute, rustc parses the body once more. Our attribute itself parses only the signature, so a
  function of 2 lines shows the cost of the attribute.
- *Cold `cargo check`*: the attribute is larger than that of backon, because it reads patterns, closures, and constants, and
  explains the mistakes in them. The runtime is larger too.

If an async function is called from two places, `again` takes a little less than ours. In sync functions with one codegen unit,
`retry` and `retry_macro` take less. In all other rows of calls that succeed at once, ours takes the least.
";

/// The questions that no program of this package answers.
const NOT_MEASURED: &str = "## Not measured here

- `retry` around async functions, which it does not support.
- `retry-if` and `retrying` without waits, because their waits are constants.
- `.text` of `retry_macro`, which waits only if a feature of the caller's crate is on.
- Crowds through the peers.

All peers compile with this toolchain.
";

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "{INTRODUCTION}\n{}\n", self.machine)?;
        writeln!(f, "## Goals\n\nIn instructions, unless a row names another unit.\n\n{}", self.goals())?;
        writeln!(f, "{MISSED}")?;
        for question in QUESTIONS {
            self.question(f, question)?;
        }
        writeln!(f, "{}", tables::times(&self.times))?;
        writeln!(f, "{}", tables::allocations(&self.counts))?;
        writeln!(f, "{}", tables::sizes())?;
        writeln!(f, "{}", tables::options(&self.counts))?;
        writeln!(f, "{}", tables::replies(&self.counts))?;
        writeln!(f, "{}", tables::crowds(&self.crowds))?;
        writeln!(f, "{}", tables::threads(&self.threads))?;
        writeln!(f, "{}", tables::fleet(&self.fleet))?;
        writeln!(f, "{}", tables::text(&self.text))?;
        writeln!(f, "{}", tables::compile(&self.compile))?;
        f.write_str(NOT_MEASURED)
    }
}

impl Report {
    /// Each goal, and whether it is reached. In instructions, unless a row names another unit.
    fn goals(&self) -> String {
        let rows = QUESTIONS.iter().flat_map(|question| {
            question.columns.iter().map(|&(column, figure)| {
                let of = |(counts, goal): (&Counts, f64)| {
                    let instructions = &counts.instructions;
                    let ours = figure.of(instructions, question.ours)?;
                    let missed = (question.above_floor(instructions, figure)? - goal).round();
                    let word =
                        if missed > 0.0 { format!(" (**missed by {missed}**)") } else { String::new() };
                    Some(format!("{ours:.0}{word}"))
                };
                let goal = |(counts, goal): (&Counts, f64)| {
                    let floor = figure.of(&counts.instructions, question.floor?)?;
                    Some(format!("{:.0}", floor + goal))
                };
                let [many, one] = question.goal;
                let both = [(&self.counts[0], many), (&self.counts[1], one)];
                let goals = tables::pair(both.map(goal));
                let added =
                    if many.total_cmp(&one).is_eq() { many.to_string() } else { format!("{many} / {one}") };
                let goal = match question.floor {
                    Some(floor) => format!("{floor} + {added}: {goals}"),
                    None => added,
                };
                let ours = both.map(|both| of(both).unwrap_or_default());
                [vec![format!("{}, {column}", question.title), goal], ours.to_vec()].concat()
            })
        });
        let rows = rows.chain(goals::others(self));
        table(&["what", "goal", "ours, 16 units", "ours, 1 unit"], rows)
    }

    fn question(&self, f: &mut Formatter<'_>, question: &Question) -> fmt::Result {
        writeln!(f, "## {}\n\nInstructions. {}\n", question.title, question.text)?;
        let mut headers = vec!["way"];
        headers.extend(question.columns.iter().map(|(column, _)| *column));
        let rows = tables::ways(&self.counts[0].instructions).into_iter().filter_map(|way| {
            let cells = question.columns.iter().map(|(_, figure)| {
                let of = |counts: &Counts| figure.of(&counts.instructions, way);
                tables::pair(
                    self.counts.each_ref().map(|counts| of(counts).map(|figure| format!("{figure:.0}"))),
                )
            });
            let cells: Vec<String> = cells.collect();
            let any = cells.iter().any(|cell| !cell.is_empty());
            any.then(|| [vec![way.to_owned()], cells].concat())
        });
        writeln!(f, "{}", table(&headers, rows))
    }
}
