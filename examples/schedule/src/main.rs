//! Draws the waits of a policy, in the terminal and as an SVG: the ceilings, which `Policy::schedule` lists, and how the
//! jitter spreads a thousand calls below them.
//!
//! Run `cargo run --package schedule -- schedule.svg`. Without a path, the example only prints.

#![allow(clippy::print_stdout, reason = "the terminal is where it draws")]

mod spread;
mod svg;
mod terminal;

use std::env;
use std::error::Error;
use std::path::Path;
use std::time::Duration;

use retry_attr::{Jitter, Policy, retry};

use self::spread::Spread;

/// Change this policy, and run the example again.
const POLICY: Policy = Policy::DEFAULT.max(8).max_delay(Duration::from_secs(15)).jitter(Jitter::Full);

const CALLS: usize = 1000;

fn main() -> Result<(), Box<dyn Error>> {
    let calls: Vec<Vec<Duration>> = (0..CALLS).map(|_| waits()).collect();
    let spreads: Vec<Spread> = POLICY
        .schedule()
        .enumerate()
        .map(|(retry, ceiling)| Spread::new(ceiling, calls.iter().map(|waits| waits[retry]).collect()))
        .collect();
    println!("{POLICY:?}\n");
    for line in terminal::draw(&spreads) {
        println!("{line}");
    }
    if let Some(path) = env::args_os().nth(1) {
        svg::draw(Path::new(&path), &spreads)?;
    }
    Ok(())
}

/// The waits of a call that fails each time, computed without waiting.
fn waits() -> Vec<Duration> {
    #[retry(policy = POLICY, on(_), on_retry = |retry| waits.push(retry.wait()), sleep = |_| ())]
    fn fail(waits: &mut Vec<Duration>) -> Result<(), ()> {
        Err(())
    }
    let mut waits = Vec::new();
    let _ = fail(&mut waits);
    waits
}
