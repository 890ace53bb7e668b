//! The two scripts against the pure pace, `upstream/pace.rs`.
//!
//! The documented rounding: a wait is rounded up to a microsecond, a rate down to a millionth. Times are whole microseconds in
//! both.

use core::time::Duration;
use std::time::Instant;
use std::vec::Vec;

use rand::rngs::SmallRng;
use rand::{RngExt as _, SeedableRng as _};

use super::server::{KEYS, Server, run, with_clock};
use crate::upstream::curve::Curve;
use crate::upstream::fleet::answer::Report;
use crate::upstream::fleet::script::Script;
use crate::upstream::pace::Pace;

const MAX_PAUSE: Duration = Duration::from_secs(5);
const HORIZON: f64 = 0.4;
const LEASE: f64 = 0.25;
/// Microseconds since 1970, as a server has it.
const EPOCH: i64 = 1_750_000_000_000_000;

/// The pace, and what the store knows beside it.
struct Model {
    start: Instant,
    now: Duration,
    pace: Option<Pace>,
    awaited: Duration,
    epoch: i64,
    taken: u64,
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Pass(Duration),
    Take { waiting: u32 },
    Refuse { is_present: bool, pause: Duration },
    Succeed,
}

fn draw(random: &mut SmallRng) -> Step {
    match random.random_range(0..20) {
        0..7 => Step::Pass(Duration::from_micros(match random.random_range(0..10) {
            0..7 => random.random_range(0..400_000),
            7..9 => random.random_range(0..4_000_000),
            _ if random.random_bool(0.5) => random.random_range(0..70_000_000),
            _ => 0,
        })),
        7..17 => Step::Take { waiting: random.random_range(0..60) },
        17..19 => Step::Refuse {
            is_present: random.random_bool(0.8),
            pause: Duration::from_millis(if random.random_bool(0.5) {
                0
            } else {
                random.random_range(0..8000)
            }),
        },
        _ => Step::Succeed,
    }
}

impl Model {
    fn at(&self, time: Duration) -> Instant {
        self.start + time
    }

    fn pace(&mut self) -> Option<&mut Pace> {
        let (now, awaited) = (self.at(self.now), self.at(self.awaited));
        let pace = self.pace.as_mut()?;
        if awaited > pace.now() {
            pace.advance(awaited.min(now), true);
        }
        if now > pace.now() {
            pace.advance(now, false);
        }
        // Timers are late in a process, and not here.
        pace.forget_late();
        if pace.is_idle() {
            self.pace = None;
        }
        self.pace.as_mut()
    }

    fn wait_until(&mut self, time: Duration) {
        self.awaited = self.awaited.max(time.min(self.now + Duration::from_secs(60)));
    }

    /// The slots, the wait for the first one in seconds, and the time between two of them.
    fn take(&mut self, waiting: u32, has_succeeded: bool) -> Option<(u32, f64, f64)> {
        let now = self.now;
        let start = self.start;
        let pace = self.pace()?;
        if has_succeeded {
            pace.succeeded();
        }
        let lease = (pace.rate() * LEASE).ceil().max(1.0);
        let wait = |pace: &Pace| (pace.ready_at() - start).as_secs_f64() - now.as_secs_f64();
        let mut slots = Vec::new();
        let mut granted = 0_u32;
        while granted < waiting && f64::from(granted) < lease && wait(pace) <= HORIZON {
            slots.push(wait(pace));
            pace.take();
            granted += 1;
        }
        let next = wait(pace);
        let first = slots.first().copied().unwrap_or((next - HORIZON).max(LEASE));
        let last = slots.last().copied().unwrap_or(first);
        self.taken += u64::from(granted);
        let later = |wait: f64| now + Duration::from_secs_f64(wait);
        if granted > 0 {
            self.wait_until(later(last));
        }
        if granted < waiting {
            self.wait_until(later(if granted == 0 { first } else { LEASE }));
        }
        self.wait_until(now);
        let step = if granted > 1 { (last - first) / f64::from(granted - 1) } else { 0.0 };
        Some((granted, first, step))
    }

    fn next_epoch(&self) -> i64 {
        (EPOCH + micros(self.now)).max(self.epoch + 1)
    }

    fn refuse(&mut self, is_present: bool, pause: Duration, has_succeeded: bool) {
        let now = self.at(self.now);
        if let Some(pace) = self.pace() {
            if has_succeeded {
                pace.succeeded();
            }
            if is_present {
                pace.slow_down();
                // Leases of the earlier pace are void.
                if !pace.is_hopeless() {
                    pace.forget_debt();
                }
                self.epoch = self.next_epoch();
            }
        } else {
            self.pace = Some(Pace::start(now));
            self.awaited = self.now;
            self.epoch = self.next_epoch();
        }
        if let Some(pace) = self.pace.as_mut().filter(|pace| !pace.is_hopeless()) {
            pace.pause(now + pause.min(MAX_PAUSE));
        }
    }

    #[track_caller]
    fn compare(&self, report: &Report, seed: u64) {
        assert_eq!(report.pace.is_some(), self.pace.is_some(), "seed {seed}: {report:?}");
        let (Some(found), Some(pace)) = (&report.pace, &self.pace) else { return };
        let mut mirrored = Pace::of_fleet(found.mirror, 1.0, self.at(self.now), None);
        mirrored.advance(self.at(self.now), false);
        assert_eq!(found.epoch, self.epoch, "seed {seed}");
        let difference = (mirrored.rate() / pace.rate() - 1.0).abs();
        assert!(difference < 1e-4, "seed {seed}: {report:?} is not {pace:?}");
        assert_eq!(mirrored.is_hopeless(), pace.is_hopeless(), "seed {seed}");
        let paused = found.mirror.pause.as_secs_f64() - pace.paused_for().as_secs_f64();
        assert!(paused.abs() < 1e-5, "seed {seed}: {report:?} is not {pace:?}");
        let is_start = matches!(found.mirror.curve, Curve::Start { .. });
        assert_eq!(is_start, pace.is_in_slow_start(), "seed {seed}");
    }
}

/// Returns how many leases were compared.
fn play(server: &mut Server, take: &redis::Script, slow: &redis::Script, seed: u64) -> u64 {
    let mut random = SmallRng::seed_from_u64(seed);
    let _: () = redis::cmd("FLUSHALL").query(&mut server.connection).expect("a server");
    let mut model = Model {
        start: Instant::now(),
        now: Duration::ZERO,
        pace: None,
        awaited: Duration::ZERO,
        epoch: 0,
        taken: 0,
    };
    let max_pause = i64::try_from(MAX_PAUSE.as_micros()).expect("small");
    let (mut has_succeeded, mut leases) = (false, 0);
    for _ in 0..random.random_range(5..60) {
        match draw(&mut random) {
            Step::Pass(time) => model.now += time,
            Step::Succeed => has_succeeded = true,
            Step::Take { waiting } => {
                let succeeded = core::mem::take(&mut has_succeeded);
                let arguments = [
                    max_pause,
                    0,
                    0,
                    succeeded.into(),
                    0,
                    0,
                    waiting.into(),
                    2,
                    0,
                    EPOCH + micros(model.now),
                ];
                let answer = run(&mut server.connection, take, &KEYS, &arguments).expect("an answer");
                let report = Report::read(&answer, waiting, MAX_PAUSE).expect("a report");
                if let Some((slots, first, step)) = model.take(waiting, succeeded) {
                    leases += u64::from(slots > 0);
                    assert_eq!(report.slots, slots, "seed {seed}: {report:?} {first}");
                    assert_eq!(report.all, model.taken, "seed {seed}");
                    let difference = (report.wait.as_secs_f64() - first.min(60.0)).abs();
                    assert!(difference < 1e-5 + 1e-6 * first, "seed {seed}: {report:?} {first}");
                    let difference = (report.step.as_secs_f64() - step).abs();
                    assert!(difference < 1e-5, "seed {seed}: {report:?} {step}");
                }
                model.compare(&report, seed);
            }
            Step::Refuse { is_present, pause } => {
                let succeeded = core::mem::take(&mut has_succeeded);
                let epoch = if is_present { model.epoch } else { 0 };
                let arguments = [
                    max_pause,
                    0,
                    0,
                    succeeded.into(),
                    0,
                    0,
                    micros(pause),
                    epoch,
                    EPOCH + micros(model.now),
                ];
                let answer = run(&mut server.connection, slow, &KEYS[..1], &arguments).expect("an answer");
                let report = Report::read(&answer, 0, MAX_PAUSE).expect("a report");
                model.refuse(is_present, pause, succeeded);
                model.compare(&report, seed);
            }
        }
    }
    leases
}

fn micros(time: Duration) -> i64 {
    i64::try_from(time.as_micros()).expect("an hour at most")
}

#[test]
#[ignore = "needs redis-server"]
fn the_scripts_equal_the_pure_pace() {
    let mut server = Server::start();
    let (take, slow) = (with_clock(&Script::TAKE), with_clock(&Script::SLOW));
    let leases: u64 = (0..10_000).map(|seed| play(&mut server, &take, &slow, seed)).sum();
    assert!(leases > 10_000, "only {leases} leases were compared");
}
