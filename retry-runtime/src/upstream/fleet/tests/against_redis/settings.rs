//! Processes that declare different settings, as in a rolling deployment.

use std::vec::Vec;

use super::server::{Clocked, KEYS};

const SECOND: i64 = 1_000_000;
const FOREGROUND: i64 = 2;
const BACKGROUND: i64 = 4;
/// A pace that the process knows: none.
const NOTHING: [i64; 2] = [0, 0];

/// The settings of one process.
#[derive(Clone, Copy)]
struct Process {
    max_pause: i64,
    requests_per_minute: i64,
    tokens_per_minute: i64,
}

const PLAIN: Process = Process { max_pause: 5 * SECOND, requests_per_minute: 0, tokens_per_minute: 0 };

struct Fleet {
    store: Clocked,
}

impl Fleet {
    fn new() -> Self {
        Self { store: Clocked::new() }
    }

    fn take(&mut self, process: Process, known: [i64; 2], question: [i64; 3]) -> Vec<i64> {
        self.store.take(process.terms(known), question)
    }

    /// When the limits are full again.
    fn used(&mut self) -> [i64; 2] {
        let mut command = redis::cmd("HMGET");
        let fields = command.arg(KEYS[1]).arg("requests").arg("tokens");
        fields.query(&mut self.store.server.connection).expect("numbers")
    }

    fn slow(&mut self, process: Process, pause: i64) -> Vec<i64> {
        self.store.slow(process.terms(NOTHING), [pause, 0])
    }
}

impl Process {
    fn terms(self, [kind, rate]: [i64; 2]) -> [i64; 6] {
        [self.max_pause, self.requests_per_minute, self.tokens_per_minute, 0, kind, rate]
    }
}

#[test]
#[ignore = "needs redis-server"]
fn a_process_that_declares_no_limit_leaves_the_limits_of_the_others_used() {
    let limited = Process { requests_per_minute: 600, tokens_per_minute: 6000, ..PLAIN };
    let requests_alone = Process { tokens_per_minute: 0, ..limited };
    let tokens_alone = Process { requests_per_minute: 0, ..limited };
    for other in [PLAIN, requests_alone, tokens_alone] {
        let mut fleet = Fleet::new();
        let slots = fleet.take(limited, NOTHING, [1000, FOREGROUND, 10])[0];
        assert!(slots > 0);
        fleet.slow(PLAIN, 0);
        let used = fleet.used();
        fleet.take(other, NOTHING, [0, FOREGROUND, 0]);
        assert_eq!(fleet.used(), used);
    }
}

#[test]
#[ignore = "needs redis-server"]
fn a_process_with_a_lower_max_pause_leaves_the_pause_of_the_others() {
    for max_pause in [0, 1, SECOND] {
        let mut fleet = Fleet::new();
        fleet.slow(PLAIN, 5 * SECOND);
        let low = Process { max_pause, ..PLAIN };
        assert_eq!(fleet.take(low, NOTHING, [1, FOREGROUND, 0])[0], 0, "no slot in the pause");
        fleet.slow(low, 5 * SECOND);
        assert_eq!(fleet.take(PLAIN, NOTHING, [0, FOREGROUND, 0])[5], 5 * SECOND);
    }
}

#[test]
#[ignore = "needs redis-server"]
fn a_pause_in_the_store_is_bounded() {
    for (max_pause, longest) in [(5 * SECOND, 60 * SECOND), (90 * SECOND, 90 * SECOND)] {
        let mut fleet = Fleet::new();
        let process = Process { max_pause, ..PLAIN };
        fleet.slow(process, SECOND);
        let _: () = redis::cmd("HSET")
            .arg(KEYS[0])
            .arg("until")
            .arg("9e16")
            .query(&mut fleet.store.server.connection)
            .expect("a hash");
        assert_eq!(fleet.take(process, NOTHING, [0, FOREGROUND, 0])[5], longest);
        fleet.store.now += 10 * SECOND;
        assert_eq!(fleet.take(process, NOTHING, [0, FOREGROUND, 0])[5], longest - 10 * SECOND);
    }
}

/// A process that waits asks after a second and a tenth at the latest.
#[test]
#[ignore = "needs redis-server"]
fn the_background_waits_behind_a_foreground_that_is_told_to_wait() {
    let mut fleet = Fleet::new();
    // A slot in ten seconds.
    fleet.take(PLAIN, [2, SECOND / 10], [0, FOREGROUND, 0]);
    for _ in 0..20 {
        let [foreground, background] = [FOREGROUND, BACKGROUND].map(|place| {
            // The foreground asks first, and the background just before it asks again.
            fleet.store.now += if place == FOREGROUND { 0 } else { 11 * SECOND / 10 };
            fleet.take(PLAIN, NOTHING, [1, place, 0])[0]
        });
        assert_eq!(background, 0, "it was the turn of the foreground");
        if foreground == 1 {
            return;
        }
    }
    panic!("no slot in 22 seconds");
}
