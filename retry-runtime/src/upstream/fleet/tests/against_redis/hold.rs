use super::server::{Server, run, with_clock};
use crate::upstream::fleet::script::Script;

const SECOND: i64 = 1_000_000;
const LEASE: i64 = 60 * SECOND;
const SLOTS: i64 = 8;

struct Held {
    server: Server,
    script: redis::Script,
    now: i64,
}

impl Held {
    fn new() -> Self {
        Self { server: Server::start(), script: with_clock(&Script::HOLD), now: 1_750_000_000 * SECOND }
    }

    fn ask(&mut self, process: i64, used: i64, wanted: i64) -> i64 {
        let arguments = [process, SLOTS, used, wanted, LEASE, self.now];
        let answer = run(&mut self.server.connection, &self.script, &["{t}:held"], &arguments);
        let [held] = answer.expect("an answer")[..] else { panic!("one number") };
        held
    }
}

#[test]
#[ignore = "needs redis-server"]
fn processes_hold_no_more_slots_than_there_are() {
    let mut held = Held::new();
    assert_eq!(held.ask(1, 0, 5), 5);
    assert_eq!(held.ask(2, 0, 5), 3, "the rest");
    assert_eq!(held.ask(3, 0, 1), 0, "none is left");
    assert_eq!(held.ask(1, 2, 2), 2, "three are given back");
    assert_eq!(held.ask(3, 0, 1), 1);
}

#[test]
#[ignore = "needs redis-server"]
fn the_slots_of_a_process_that_dies_are_free_after_a_minute() {
    let mut held = Held::new();
    assert_eq!(held.ask(1, 8, 8), 8);
    held.now += LEASE - 1;
    assert_eq!(held.ask(2, 0, 1), 0);
    held.now += 1;
    assert_eq!(held.ask(2, 0, 1), 1);
}

#[test]
#[ignore = "needs redis-server"]
fn a_renewed_lease_lasts() {
    let mut held = Held::new();
    for _ in 0..10 {
        assert_eq!(held.ask(1, 8, 8), 8);
        held.now += LEASE - SECOND;
        assert_eq!(held.ask(2, 0, 1), 0);
    }
}

#[test]
#[ignore = "needs redis-server"]
fn a_process_that_waits_gets_its_part() {
    let mut held = Held::new();
    assert_eq!(held.ask(1, 8, 8), 8);
    assert_eq!(held.ask(2, 0, 8), 0);
    // The first one goes on with attempts that are under way, and takes no more than half.
    assert_eq!(held.ask(1, 6, 8), 6);
    assert_eq!(held.ask(2, 0, 8), 2);
    assert_eq!(held.ask(1, 4, 8), 4);
    assert_eq!(held.ask(2, 2, 8), 4);
    // After two seconds without waiting calls, it takes all free slots.
    held.now += 3 * SECOND;
    assert_eq!(held.ask(2, 1, 1), 1);
    assert_eq!(held.ask(1, 4, 8), 7);
}

#[test]
#[ignore = "needs redis-server"]
fn attempts_under_way_keep_their_slots_when_the_store_has_forgotten_them() {
    let mut held = Held::new();
    assert_eq!(held.ask(1, 6, 6), 6);
    let _: () = redis::cmd("FLUSHALL").query(&mut held.server.connection).expect("a server");
    assert_eq!(held.ask(2, 5, 5), 5);
    assert_eq!(held.ask(1, 6, 6), 6, "more than there are, for once");
    assert_eq!(held.ask(3, 0, 1), 0);
}
