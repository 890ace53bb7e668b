use std::time::{Duration, Instant};

use crate::fault::Fault;
use crate::process::{CALLERS, Seen};
use crate::run::{PER_SECOND, PROCESSES, burst};

/// A round trip to the store has so long.
const PATIENCE: Duration = Duration::from_millis(50);
/// A machine that wakes sleepers this late is busy with other work: a process takes a store that answers for silent.
const BUSY: Duration = PATIENCE;
/// The number of calls of a run that has time to make up for its start.
const LONG: u64 = 200 * PER_SECOND as u64;

pub(crate) struct Outcome {
    pub(crate) fault: Fault,
    pub(crate) calls: u64,
    pub(crate) seen: Seen,
    pub(crate) time: Duration,
    pub(crate) begin: Instant,
    pub(crate) arrivals: Vec<Instant>,
}

#[expect(clippy::print_stdout, reason = "it is what the program is for")]
pub(crate) fn print_head() {
    println!(
        "| store | calls | failed | stuck | requests per success | time | ideal | longest wait for the store | looks | lateness |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|");
}

/// The worst that a run may be.
struct Bars {
    /// The part of the calls that succeed.
    succeeded: f64,
    /// Requests per success.
    requests: f64,
    /// Times the ideal time, and seconds beyond that.
    time: f64,
    start: f64,
}

impl Bars {
    /// The bars of a long run are those of the design.
    const GOAL: Self = Self { succeeded: 0.99, requests: 1.1, time: 1.05, start: 0.0 };

    fn of(fault: Fault, calls: u64) -> Self {
        let is_long = calls >= LONG;
        let once_each = float(PROCESSES * u64::from(CALLERS)) / float(calls);
        match fault {
            // Without a store, each process learns alone.
            _ if !fault.is_shared() => Self {
                succeeded: if is_long { 0.99 } else { 0.9 },
                requests: if is_long { 1.1 } else { 1.6 },
                time: 1.15,
                start: if is_long { 0.0 } else { 30.0 },
            },
            _ if is_long => Self::GOAL,
            // Half of a short run is the time of the trouble, and of the rest that follows.
            _ if !fault.is_shared_throughout() => {
                Self { succeeded: 0.97, requests: 1.1 + once_each, start: 20.0, ..Self::GOAL }
            }
            // The limit is known from the first call on.
            _ if fault.is_declared() => Self { start: 5.0, ..Self::GOAL },
            // All callers begin at the same instant, before a process knows of the limit. So a part of the callers is refused
            // once, and the pace starts at one call per second.
            _ => Self { requests: 1.1 + once_each, start: 8.0, ..Self::GOAL },
        }
    }
}

impl Outcome {
    fn requests_per_success(&self) -> f64 {
        float(self.arrivals.len() as u64) / float(self.seen.succeeded.max(1))
    }

    /// The time in which the API lets all calls through.
    fn ideal(&self) -> f64 {
        float(self.calls.saturating_sub(burst(self.fault).into())) / f64::from(PER_SECOND)
    }

    #[expect(clippy::print_stdout, reason = "it is what the program is for")]
    pub(crate) fn print(&self) {
        let Self { fault, calls, seen, time, .. } = self;
        println!(
            "| {} | {calls} | {} | {} | {:.3} | {:.1} s | {:.1} s | {:.1?} | {} | {:.1?} |",
            fault.name(),
            seen.failed,
            seen.stuck,
            self.requests_per_success(),
            time.as_secs_f64(),
            self.ideal(),
            seen.longest_look,
            seen.looks,
            seen.lateness,
        );
        if std::env::var_os("FLEET_SECONDS").is_some() {
            let mut seconds = vec![0; 1];
            for arrival in &self.arrivals {
                let second = usize::try_from(arrival.duration_since(self.begin).as_secs()).expect("few");
                seconds.resize(seconds.len().max(second + 1), 0);
                seconds[second] += 1;
            }
            println!("requests in each second: {seconds:?}");
        }
    }

    pub(crate) fn assert(&self) {
        let name = self.fault.name();
        let Self { calls, seen, .. } = self;
        assert_eq!(seen.succeeded + seen.failed + seen.stuck, *calls, "{name}: calls are lost");
        assert_eq!(seen.stuck, 0, "{name}: calls are stuck");
        assert!(
            seen.longest_look <= PATIENCE + seen.lateness * 2 + Duration::from_millis(10),
            "{name}: a call has waited {:?} for the store",
            seen.longest_look
        );
        let bars = Bars::of(self.fault, *calls);
        assert!(
            float(seen.succeeded) >= bars.succeeded * float(*calls),
            "{name}: {} of {calls} calls succeeded",
            seen.succeeded
        );
        let found = self.requests_per_success();
        assert!(found <= bars.requests, "{name}: {found} requests per success");
        // A machine that wakes sleepers so late does not keep the pace.
        let slack = if seen.lateness > BUSY { 10.0 } else { 0.0 };
        let most = self.ideal() * bars.time + bars.start + slack;
        assert!(self.time.as_secs_f64() <= most, "{name}: {:?} is longer than {most} s", self.time);
    }
}

#[expect(clippy::cast_precision_loss, reason = "a count of calls")]
fn float(number: u64) -> f64 {
    number as f64
}
