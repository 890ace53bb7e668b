//! The other rules of the store: declared limits, the background, and a clock that is set back.

use std::vec::Vec;

use super::server::{Clocked, KEYS};

const SECOND: i64 = 1_000_000;
const FOREGROUND: i64 = 2;
const BACKGROUND: i64 = 4;

struct Fleet {
    store: Clocked,
    requests_per_minute: i64,
    tokens_per_minute: i64,
    /// The kind of pace that the process knows, and its rate.
    known: [i64; 2],
}

impl Fleet {
    fn new() -> Self {
        Self { store: Clocked::new(), requests_per_minute: 0, tokens_per_minute: 0, known: [0, 0] }
    }

    fn take(&mut self, waiting: i64, place: i64, cost: i64) -> Vec<i64> {
        let terms = self.terms(self.tokens_per_minute);
        self.store.take(terms, [waiting, place, cost])
    }

    fn slow(&mut self, pause: i64, epoch: i64) -> Vec<i64> {
        let terms = self.terms(0);
        self.store.slow(terms, [pause, epoch])
    }

    fn terms(&self, tokens_per_minute: i64) -> [i64; 6] {
        [5 * SECOND, self.requests_per_minute, tokens_per_minute, 0, self.known[0], self.known[1]]
    }

    /// Slots that a process gets which asks four times a second.
    fn count(&mut self, seconds: i64, askers: &[(i64, i64)]) -> Vec<i64> {
        let mut slots: Vec<_> = askers.iter().map(|_| 0).collect();
        for _ in 0..4 * seconds {
            self.store.now += SECOND / 4;
            for (slots, (waiting, place)) in slots.iter_mut().zip(askers) {
                *slots += self.take(*waiting, *place, 0)[0];
            }
        }
        slots
    }
}

#[test]
#[ignore = "needs redis-server"]
fn calls_go_as_they_come_without_a_gate() {
    assert_eq!(Fleet::new().take(5, FOREGROUND, 0), [0; 12]);
}

#[test]
#[ignore = "needs redis-server"]
fn all_processes_together_keep_a_declared_limit() {
    let mut fleet = Fleet::new();
    fleet.requests_per_minute = 600;
    let slots = fleet.count(30, &[(100, FOREGROUND), (100, FOREGROUND)]);
    let all: i64 = slots.iter().sum();
    // Six seconds' worth at once, and what lies within the horizon.
    assert!((358..=365).contains(&all), "{slots:?}");
}

#[test]
#[ignore = "needs redis-server"]
fn all_processes_together_keep_a_declared_limit_of_tokens() {
    let mut fleet = Fleet::new();
    fleet.tokens_per_minute = 60_000;
    let mut tokens = 0;
    for _ in 0..120 {
        fleet.store.now += SECOND / 4;
        tokens += fleet.take(10, FOREGROUND, 100)[0] * 100 + fleet.take(10, FOREGROUND, 300)[0] * 300;
    }
    assert!((35_500..=36_700).contains(&tokens), "{tokens}");
}

#[test]
#[ignore = "needs redis-server"]
fn the_background_gets_a_tenth_while_the_foreground_waits() {
    let mut fleet = Fleet::new();
    fleet.known = [2, 100 * SECOND];
    let slots = fleet.count(60, &[(1000, FOREGROUND), (1000, BACKGROUND)]);
    let percent = 100 * slots[1] / (slots[0] + slots[1]);
    assert!((9..=11).contains(&percent), "{slots:?}");
}

#[test]
#[ignore = "needs redis-server"]
fn the_background_gets_everything_while_no_other_call_waits() {
    let mut fleet = Fleet::new();
    fleet.known = [2, 100 * SECOND];
    let slots = fleet.count(10, &[(1000, BACKGROUND)]);
    assert!(slots[0] >= 990, "{slots:?}");
}

#[test]
#[ignore = "needs redis-server"]
fn a_clock_that_is_set_back_holds_no_call() {
    let mut fleet = Fleet::new();
    fleet.requests_per_minute = 600;
    let epoch = fleet.slow(0, 0)[4];
    let before = fleet.count(10, &[(100, FOREGROUND)])[0];
    fleet.store.now -= 30 * SECOND;
    let after = fleet.count(10, &[(100, FOREGROUND)])[0];
    assert!(before > 80 && after > 80, "{before} slots before, {after} after");
    fleet.slow(5 * SECOND, epoch);
    fleet.store.now -= 30 * SECOND;
    let pause = fleet.take(1, FOREGROUND, 0)[5];
    assert!(pause <= 5 * SECOND, "{pause}");
}

#[test]
#[ignore = "needs redis-server"]
fn a_forgotten_gate_goes_on_at_the_rate_that_a_process_knows() {
    let mut fleet = Fleet::new();
    fleet.known = [2, 40 * SECOND];
    let answer = fleet.take(100, FOREGROUND, 0);
    assert_eq!(answer[6..8], [2, 40 * SECOND], "{answer:?}");
    // The others know the same, and change nothing.
    let answer = fleet.take(100, FOREGROUND, 0);
    assert_eq!(answer[6..8], [2, 40 * SECOND], "{answer:?}");
}

/// The refusal was of the pace that is forgotten.
#[test]
#[ignore = "needs redis-server"]
fn no_epoch_of_a_forgotten_gate_comes_again() {
    let mut fleet = Fleet::new();
    let epoch = fleet.slow(0, 0)[4];
    let _: () = redis::cmd("FLUSHALL").query(&mut fleet.store.server.connection).expect("a server");
    fleet.store.now += SECOND;
    fleet.known = [2, 40 * SECOND];
    let answer = fleet.slow(0, epoch);
    assert!(answer[4] > epoch, "{answer:?}");
    assert_eq!(answer[6..8], [2, 40 * SECOND], "{answer:?}");
    let later = fleet.slow(0, answer[4])[4];
    assert!(later > answer[4], "two steps at one time");
}

#[test]
#[ignore = "needs redis-server"]
fn a_forgotten_gate_goes_on_in_slow_start() {
    let mut fleet = Fleet::new();
    fleet.known = [1, 8 * SECOND];
    let answer = fleet.take(100, FOREGROUND, 0);
    assert_eq!(answer[6..9], [1, 8 * SECOND, 0], "{answer:?}");
}

#[test]
#[ignore = "needs redis-server"]
fn processes_that_went_alone_bring_their_rates_together() {
    let mut fleet = Fleet::new();
    fleet.known = [3, 2 * SECOND];
    for processes in 1..=50 {
        let answer = fleet.take(1, FOREGROUND, 0);
        assert_eq!(answer[6..8], [2, 2 * SECOND * processes], "{answer:?}");
    }
    // A gate that was never forgotten stays as it is.
    let mut fleet = Fleet::new();
    fleet.slow(0, 0);
    fleet.known = [3, 2 * SECOND];
    let answer = fleet.take(1, FOREGROUND, 0);
    assert_eq!(answer[6..8], [1, SECOND], "{answer:?}");
}

#[test]
#[ignore = "needs redis-server"]
fn keys_expire_a_minute_after_the_last_wait() {
    let mut fleet = Fleet::new();
    fleet.slow(5 * SECOND, 0);
    let time: i64 =
        redis::cmd("PTTL").arg(KEYS[0]).query(&mut fleet.store.server.connection).expect("a time to live");
    assert!((64_000..=65_000).contains(&time), "{time} ms");
    fleet.store.now += 66 * SECOND;
    assert_eq!(fleet.take(1, FOREGROUND, 0)[4], 0, "the pace is idle");
}
