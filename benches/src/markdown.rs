//! `BENCHMARKS.md`: a table a question.

use std::fmt::{self, Display, Formatter};

use crate::compile::Compile;
use crate::counts::{Counts, Figures};
use crate::goals;
use crate::questions::{QUESTIONS, Question};
use crate::tables::{self, table};

/// All that was measured. What there is two of is by profile: 16 codegen units, and one.
pub(crate) struct Report {
    pub(crate) counts: [Counts; 2],
    pub(crate) times: [Figures; 2],
    pub(crate) crowds: Vec<Vec<String>>,
    pub(crate) text: Vec<(String, [f64; 2])>,
    pub(crate) compile: Compile,
    pub(crate) machine: String,
}

const INTRODUCTION: &str = "# What a retried call costs

Written by `cargo run --release` in `benches/`, which needs valgrind and `gungraun-runner`; nothing here comes from anywhere
else. `cargo run --release -- check` holds what `#[retry]` adds to `benches/budgets.txt`, as `.ci/run` does. Each way does the same work: four
attempts, waits that double from 10 ms to 1 s at most, jitter where there is any; each run asserts its results and its number
of attempts. *Plain* is the function without its attribute, *hand* the loop that a careful person writes, *ours* `#[retry]`.

Instructions are counted by callgrind through gungraun, over 10,000 calls: they are the same in every run, but a clock read is
a system call there and a stall is not seen, so the times stand beside them, as ratios within one run. The first figure is cargo's
default release profile with 16 codegen units, the second has `codegen-units = 1`. \"Missed\" is what is left to do.
";

/// By how much stands in the table of goals.
const MISSED: &str = "## Why a goal is missed

- *A sync success*: the count of retries lies in memory, because the failing path is a function that gets its address; that is
  one store. The other instruction is how LLVM arranges the loop around the call.
- *An async success, 16 B, one unit*: the attempt is a future of its own, which is begun, and looked at when it is polled.
- *A further poll*: the body is a future inside of the function's, so that `?` and `return` end the attempt. So two states are
  looked at, and LLVM finds the body's in a jump table, where it compares the plain function's. Peers that paste the body into
  their loop save that, and a `?` in it leaves the loop.
- *A retry without a wait, async*: the row is a whole failed attempt, its body included. With one unit the goal is reached.
- *The length of one wait*: the rows hold more than the wait: the loop around it (*nothing*), the error's verdict, and the decision,
  which reads its plan from memory, because it is one function for all annotated functions; each of them has only a call. By hand it is more than 50 too. A
  decision inlined with its constants would be shorter, and code in every function: where the first wait is zero
  it is next to nothing, so that it is done there.
- *Time*: a success is a few nanoseconds, in which each instruction shows; what is missing is less than what two runs differ by.
- *Code*: the plan's call and the loop, the drop of tokio's timer, which LLVM inlines, and what a future does that is polled after its end, twice,
  because there are two. At `z` `retrying` and `retry-if` are smaller: they paste the body into their loop.
- *Expansion*: rustc parses the tokens of the body once more behind every attribute. Ours looks at the first one alone: a function of
  2 lines shows what is ours.
- *Compiling*: the expansion, which is all of the difference.
- *Cold `cargo check`*: the attribute is larger than backon's, because it reads patterns, closures and constants, and explains
  mistakes in them; so is the runtime.

Where an async function is called from two places, `again` is a little below us. In all other rows of calls that succeed at once no
peer is, but `retry` and `retry_macro` in sync functions with one unit.
";

/// What no program of this package answers.
const NOT_MEASURED: &str = "## Not measured here

- `retry` around async functions, which it does not have; `retry-if` and `retrying` without waits, whose waits are constants;
  `.text` of `retry_macro`, which waits only where the program that it is in has a feature.
- Crowds through the peers.

All peers compile with this toolchain.
";

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "{INTRODUCTION}\n{}\n", self.machine)?;
        writeln!(f, "## Goals\n\nInstructions, where nothing else is said.\n\n{}", self.goals())?;
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
        writeln!(f, "{}", tables::text(&self.text))?;
        writeln!(f, "{}", tables::compile(&self.compile))?;
        f.write_str(NOT_MEASURED)
    }
}

impl Report {
    /// Each goal, and whether it is reached. In instructions, where nothing else is said.
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
