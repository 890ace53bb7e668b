use std::time::{Duration, Instant};

use crate::fault::Fault;
use crate::process::{CALLERS, Seen};
use crate::run::{BURST, PER_SECOND, PROCESSES};

/// A round trip to the store has so long.
const PATIENCE: Duration = Duration::from_millis(50);
/// The time that slow start to 100 calls per second, and the return to the peak after it, take beyond the ideal.
const START: f64 = 8.0;

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

impl Outcome {
    fn requests_per_success(&self) -> f64 {
        float(self.arrivals.len() as u64) / float(self.seen.succeeded.max(1))
    }

    /// The time in which the API lets all calls through.
    fn ideal(&self) -> f64 {
        float(self.calls.saturating_sub(BURST.into())) / f64::from(PER_SECOND)
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
        let succeeded = if self.fault.is_shared_throughout() { 99 } else { 90 };
        assert!(
            seen.succeeded * 100 >= calls * succeeded,
            "{name}: {} of {calls} calls succeeded",
            seen.succeeded
        );
        if !self.fault.is_shared_throughout() {
            return;
        }
        // All callers begin at the same instant, before anybody knows of the limit: each may be refused once.
        let most = 1.1 + float(PROCESSES * u64::from(CALLERS)) / float(*calls);
        let found = self.requests_per_success();
        assert!(found <= most, "{name}: {found} requests per success");
        let most = self.ideal() * 1.05 + START;
        assert!(self.time.as_secs_f64() <= most, "{name}: {:?} is longer than {most} s", self.time);
    }
}

#[expect(clippy::cast_precision_loss, reason = "a count of calls")]
fn float(number: u64) -> f64 {
    number as f64
}
