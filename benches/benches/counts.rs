//! Instructions of each case by callgrind, allocations of some by DHAT.

#![allow(clippy::must_use_candidate, reason = "of what gungraun generates")]

use std::hint::black_box;

use benches::{Case, allocating_cases, cases, traced_cases};
use gungraun::{Callgrind, LibraryBenchmarkConfig, Tool, library_benchmark, library_benchmark_group, main};

/// With traces only what they are compared with.
fn counted() -> Vec<Case> {
    if cfg!(feature = "seen") { traced_cases() } else { cases() }
}

#[library_benchmark]
#[benches::all(iter = counted(), setup = Case::prepared)]
fn instructions(case: Case) {
    (case.run)(black_box(case.load));
}

#[library_benchmark(config = LibraryBenchmarkConfig::default().default_tool(Tool::DHAT))]
#[benches::all(iter = allocating_cases(), setup = Case::prepared)]
fn allocations(case: Case) {
    (case.run)(black_box(case.load));
}

library_benchmark_group!(name = counts, benchmarks = [instructions, allocations]);

main!(
    // No simulated cache: half the time.
    config = LibraryBenchmarkConfig::default().tool(Callgrind::with_args(["--cache-sim=no"])),
    library_benchmark_groups = counts
);
