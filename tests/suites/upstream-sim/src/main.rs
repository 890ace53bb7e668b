//! Prints what becomes of the scenarios whose names begin with the argument, each the average of five runs.

#![expect(clippy::print_stdout, reason = "a program that prints a table")]

use std::env;

use upstream_sim::{HEAD, play, scenarios};

fn main() {
    let prefix = env::args().nth(1).unwrap_or_default();
    println!("{:20}{HEAD}", "scenario");
    for scenario in scenarios::all().iter().filter(|scenario| scenario.name.starts_with(&prefix)) {
        for seed in 0..env::args().nth(2).map_or(1, |seeds| seeds.parse().expect("a number of seeds")) {
            println!("{:20}{}", scenario.name, play(scenario, seed));
        }
    }
}
