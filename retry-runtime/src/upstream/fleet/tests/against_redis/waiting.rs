//! Processes that wait for each other's slots of `in_flight`.

use core::sync::atomic::{AtomicBool, Ordering::Relaxed};
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
