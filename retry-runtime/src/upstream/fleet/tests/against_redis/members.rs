//! Two upstreams of this process stand for those of two processes: their links have their own names.

use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use core::time::Duration;
use std::string::ToString as _;
use std::thread::{self, sleep};
use std::time::Instant;
use std::vec::Vec;

use redis::Client;

use super::server::Server;
use crate::upstream::fleet::RedisStore;
use crate::upstream::fleet::member::Contact;
use crate::upstream::{Under, Upstream};
use crate::verdict::Verdict;
use crate::wait::Thread;

pub(super) fn member(client: Client, upstream: Upstream) -> Upstream {
    upstream.share_in(RedisStore::connect(client).namespace("test")).expect("a name for keys");
    wait_for_store(&upstream);
    upstream
}

/// The first connection may take longer than a call waits for it.
pub(super) fn wait_for_store(upstream: &Upstream) {
    let begin = Instant::now();
    while is_alone(upstream) {
        assert!(begin.elapsed() < Duration::from_secs(60), "the store does not answer");
        sleep(Duration::from_millis(20));
    }
}

/// Whether the store is silent, or has not answered yet.
pub(super) fn is_alone(upstream: &Upstream) -> bool {
    upstream.shared.lock(Instant::now(), |gate| {
        let member = gate.state.fleet.0.as_ref();
        member.is_none_or(|member| member.contact != Contact::Heard)
    })
}

#[test]
#[ignore = "needs redis-server"]
fn sync_callers_of_two_processes_share_slots() {
    let server = Server::start();
    let members = [(); 2].map(|()| member(server.client(""), Upstream::new("slots").in_flight(3)));
    let (inside, most, done) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|scope| {
        for upstream in members.iter().cycle().take(12) {
            let (inside, most, done) = (&inside, &most, &done);
            scope.spawn(move || {
                for _ in 0..10 {
                    let mut under = Under::new(upstream);
                    assert_eq!(under.admit_blocking(Thread, false, None, Thread), Ok(()));
                    most.fetch_max(1 + inside.fetch_add(1, Relaxed), Relaxed);
                    sleep(Duration::from_millis(5));
                    inside.fetch_sub(1, Relaxed);
                    under.succeeded(Thread);
                    done.fetch_add(1, Relaxed);
                }
            });
        }
    });
    assert_eq!((done.into_inner(), most.into_inner()), (120, 3));
}

#[test]
#[ignore = "needs redis-server"]
fn a_refusal_of_one_process_slows_the_other() {
    let server = Server::start();
    let [first, second] = [(); 2].map(|()| member(server.client(""), Upstream::new("pace")));
    let mut under = Under::new(&first);
    assert_eq!(under.admit_blocking(Thread, false, None, Thread), Ok(()));
    under.failed(Thread, Verdict::throttled().with_hint(Duration::from_secs(4)));
    let begin = Instant::now();
    while second.state().paused_for.is_zero() {
        assert!(begin.elapsed() < Duration::from_secs(20), "nobody tells it");
        sleep(Duration::from_millis(50));
    }
    assert_eq!(second.state().rate.map(f64::round), Some(1.0));
}

#[test]
#[ignore = "needs redis-server"]
fn a_process_that_starts_keeps_the_pause_of_the_fleet() {
    let server = Server::start();
    let pause = Duration::from_secs(50);
    let new = || member(server.client(""), Upstream::new("pause").max_pause(pause));
    let first = new();
    let mut under = Under::new(&first);
    assert_eq!(under.admit_blocking(Thread, false, None, Thread), Ok(()));
    under.failed(Thread, Verdict::throttled().with_hint(pause));
    let begin = Instant::now();
    for upstream in [&first, &new()] {
        while upstream.state().rate.is_none() {
            assert!(begin.elapsed() < Duration::from_secs(20), "no pace");
            sleep(Duration::from_millis(50));
        }
        // A look at the store would bring its pause.
        sleep(Duration::from_millis(1500));
        assert!(!upstream.state().paused_for.is_zero());
    }
}

/// The list of the documentation of `RedisStore`.
#[test]
#[ignore = "needs redis-server"]
fn the_documented_rights_are_enough() {
    let mut server = Server::start();
    let source = include_str!("../../redis.rs");
    let rule = source.split_once("ACL SETUSER").expect("a rule").1.split_once("```").expect("its end").0;
    let words: Vec<_> = rule.split_whitespace().filter(|word| *word != "///").collect();
    let mut command = redis::cmd("ACL");
    command.arg("SETUSER").arg(&words);
    let made: redis::RedisResult<()> = command.query(&mut server.connection);
    if made.as_ref().is_err_and(|error| error.to_string().contains("unknown command")) {
        // Redis 5 has no users.
        return;
    }
    made.expect("a user");
    let client = server.client("retry-attr:password@");
    let upstream = member(client, Upstream::new("rights").in_flight(2).requests_per_minute(6000));
    let mut under = Under::new(&upstream);
    assert_eq!(under.admit_blocking(Thread, false, None, Thread), Ok(()));
    under.failed(Thread, Verdict::throttled());
    let expected = ["gate", "line"].map(|key| std::format!("retry-attr:1:{{test/rights}}:{key}"));
    let begin = Instant::now();
    loop {
        let mut keys: Vec<std::string::String> =
            redis::cmd("KEYS").arg("*").query(&mut server.connection).expect("keys");
        keys.sort();
        // The slot is given back.
        if keys == expected {
            break;
        }
        assert!(begin.elapsed() < Duration::from_secs(20), "a script was refused: {keys:?}");
        sleep(Duration::from_millis(50));
    }
    assert!(!is_alone(&upstream), "a script was refused");
}
