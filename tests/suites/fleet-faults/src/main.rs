//! Fifty processes of four callers each share one upstream through Redis, against an API with a limit of 6,000 requests per
//! minute; and the same while Redis is killed, paused, silent for a while or throughout, emptied, replaced by a replica with a
//! wrong clock, and a cluster.
//!
//! ```console
//! cargo run --package fleet-faults -- 20             # each run lasts about this many seconds
//! cargo run --package fleet-faults -- 20 killed      # this run alone
//! cargo run --package fleet-faults -- 20 alone       # for comparison, processes that share nothing
//! cargo run --package fleet-faults -- slots          # slots of `in_flight` that last longer than a lease
//! ```
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
mod slots;

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
    match arguments.first().map(String::as_str) {
        Some("measure") => return measure::run(),
        Some(slots::MARK) if arguments.len() == 1 => return slots::run(),
        Some(slots::MARK) => return slots::run_process(&arguments[1..]),
        _ => {}
    }
    let seconds = arguments.first().map_or(20, |seconds| seconds.parse().expect("a number of seconds"));
    let names = &arguments[arguments.len().min(1)..];
    // Processes that share nothing are only for comparison.
    let is_named = |fault: &Fault| match names {
        [] => *fault != Fault::Alone,
        names => names.iter().any(|name| name == fault.name()),
    };
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
