//! Fifty processes of four callers each share one upstream through Redis, against an API with a limit of 6,000 requests per
//! minute; and the same while Redis is killed, paused, silent, emptied, replaced by a replica with a wrong clock, and a
//! cluster.
//!
//!     cargo run --package fleet-faults -- 20             # each run lasts about so many seconds
//!     cargo run --package fleet-faults -- 20 killed      # this run alone
//!
//! Almost every call succeeds, with few more requests than calls, and in little more than the ideal time; none is lost or
//! stuck; and no call waits for the store for longer than 50 ms.

mod fault;
mod measure;
mod outcome;
mod process;
mod proxy;
mod redis_server;
mod run;

use std::env;

use self::fault::Fault;
use self::run::run;

#[expect(clippy::print_stdout, reason = "it is what the program is for")]
fn main() {
    let arguments: Vec<_> = env::args().skip(1).collect();
    if arguments.first().is_some_and(|first| first == process::MARK) {
        process::run(&arguments[1..]);
        return;
    }
    if arguments.first().is_some_and(|first| first == "measure") {
        measure::run();
        return;
    }
    let seconds = arguments.first().map_or(20, |seconds| seconds.parse().expect("a number of seconds"));
    let names = &arguments[arguments.len().min(1)..];
    let is_named = |fault: &Fault| names.is_empty() || names.iter().any(|name| name == fault.name());
    let faults: Vec<_> = Fault::ALL.into_iter().filter(is_named).collect();
    assert!(!faults.is_empty(), "there is no such run");
    outcome::print_head();
    for fault in faults {
        let outcome = run(fault, seconds);
        outcome.print();
        outcome.assert();
    }
    println!("each kept its bounds");
}
