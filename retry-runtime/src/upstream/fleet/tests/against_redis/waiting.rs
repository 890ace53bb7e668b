//! Processes that wait for each other's slots of `in_flight`.

use core::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use core::time::Duration;
use std::thread::{self, sleep};
use std::time::Instant;

use super::members::member;
use super::server::Server;
use crate::upstream::{Under, Upstream};
use crate::wait::Thread;

#[test]
#[ignore = "needs redis-server"]
fn a_process_gets_a_slot_although_the_line_of_another_never_ends() {
    let server = Server::start();
    let [busy, other] = [(); 2].map(|()| member(server.client(""), Upstream::new("busy").in_flight(2)));
    let is_over = AtomicBool::new(false);
    thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| {
                while !is_over.load(Relaxed) {
                    let mut under = Under::new(&busy);
                    assert_eq!(under.admit_blocking(Thread, false, None, Thread), Ok(()));
                    sleep(Duration::from_millis(20));
                    under.succeeded(Thread);
                }
            });
        }
        sleep(Duration::from_millis(500));
        let mut under = Under::new(&other);
        let turn =
            under.admit_blocking(Thread, false, Some(Instant::now() + Duration::from_secs(20)), Thread);
        is_over.store(true, Relaxed);
        assert_eq!(turn, Ok(()));
        under.succeeded(Thread);
    });
}

/// Two slots, and four processes whose lines never end.
#[test]
#[ignore = "needs redis-server"]
fn more_processes_than_slots_take_turns() {
    let server = Server::start();
    let members = [(); 4].map(|()| member(server.client(""), Upstream::new("turns").in_flight(2)));
    let begin = Instant::now();
    let is_over = || begin.elapsed() > Duration::from_secs(20);
    let counts = [(); 4].map(|()| AtomicUsize::new(0));
    thread::scope(|scope| {
        for (upstream, count) in members.iter().cycle().zip(counts.iter().cycle()).take(12) {
            let counts = &counts;
            scope.spawn(move || {
                while !is_over() && counts.iter().any(|count| count.load(Relaxed) < 3) {
                    let mut under = Under::new(upstream);
                    let patience = Some(Instant::now() + Duration::from_secs(1));
                    if under.admit_blocking(Thread, false, patience, Thread).is_ok() {
                        sleep(Duration::from_millis(50));
                        under.succeeded(Thread);
                        count.fetch_add(1, Relaxed);
                    }
                }
            });
        }
    });
    let counts = counts.map(AtomicUsize::into_inner);
    assert!(counts.iter().all(|count| *count >= 3), "{counts:?}");
}
