//! Keys of another kind, a connection that loses its runtime, and a thousand upstreams.

use core::time::Duration;
use std::format;
use std::sync::mpsc::channel;
use std::thread::{self, sleep};
use std::time::Instant;
use std::vec::Vec;

use super::super::play::call_and_be_refused;
use super::members::{is_alone, member, wait_for_store};
use super::server::Server;
use crate::upstream::Upstream;
use crate::upstream::fleet::RedisStore;

fn is_shared_again(upstream: &Upstream) -> bool {
    let begin = Instant::now();
    while begin.elapsed() < Duration::from_secs(20) {
        call_and_be_refused(upstream, "shared again");
        sleep(Duration::from_millis(100));
        if !is_alone(upstream) {
            return true;
        }
    }
    false
}

/// Somebody else uses the same name for a key.
#[test]
#[ignore = "needs redis-server"]
fn a_key_of_another_kind_stops_no_call() {
    for key in ["gate", "line", "held"] {
        let mut server = Server::start();
        let upstream =
            member(server.client(""), Upstream::new("kind").requests_per_minute(60_000).in_flight(2));
        let key = format!("retry-attr:1:{{test/kind}}:{key}");
        let connection = &mut server.connection;
        let _: () = redis::cmd("DEL").arg(&key).query(connection).expect("a server");
        let _: () = redis::cmd("RPUSH").arg(&key).arg("a list").query(connection).expect("a server");
        let begin = Instant::now();
        while !is_alone(&upstream) {
            assert!(begin.elapsed() < Duration::from_secs(20), "{key} is not used");
            call_and_be_refused(&upstream, &key);
        }
        call_and_be_refused(&upstream, &key);
        let _: () = redis::cmd("DEL").arg(&key).query(connection).expect("a server");
        assert!(is_shared_again(&upstream), "{key}");
    }
}

#[test]
#[ignore = "needs redis-server"]
fn a_connection_whose_runtime_ends_stops_no_call() {
    let server = Server::start();
    let client = server.client("");
    let (send, connections) = channel();
    let (end, is_ended) = tokio::sync::oneshot::channel::<()>();
    let running = thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            send.send(client.get_multiplexed_async_connection().await).expect("the test listens");
            let _ = is_ended.await;
        });
    });
    let connection = connections.recv().expect("it is sent").expect("a server");
    let upstream = Upstream::new("ended").requests_per_minute(60_000);
    upstream.share_in(RedisStore::new(connection)).expect("a name for keys");
    wait_for_store(&upstream);
    drop(end);
    running.join().expect("no panic");
    let begin = Instant::now();
    while !is_alone(&upstream) {
        assert!(begin.elapsed() < Duration::from_secs(20), "the connection still answers");
        call_and_be_refused(&upstream, "alone");
    }
    call_and_be_refused(&upstream, "alone");
    upstream.share_in(RedisStore::connect(server.client(""))).expect("a name for keys");
    assert!(is_shared_again(&upstream));
}

/// Of one upstream per customer, for example.
#[test]
#[ignore = "needs redis-server"]
fn a_thousand_upstreams_share_one_thread_and_one_connection() {
    let mut server = Server::start();
    let store = RedisStore::connect(server.client("")).namespace("many");
    let upstreams: Vec<_> = (0..1000)
        .map(|number| {
            let upstream = Upstream::named(format!("customer {number}")).requests_per_minute(6000);
            upstream.share_in(store.clone()).expect("a name for keys");
            upstream
        })
        .collect();
    for upstream in &upstreams {
        wait_for_store(upstream);
    }
    let keys: Vec<std::string::String> =
        redis::cmd("KEYS").arg("*:line").query(&mut server.connection).expect("keys");
    assert_eq!(keys.len(), 1000);
    let threads: Vec<_> = std::fs::read_dir("/proc/self/task")
        .expect("Linux, as for all of these tests")
        .filter_map(|thread| std::fs::read_to_string(thread.ok()?.path().join("comm")).ok())
        // The system keeps 15 letters of `retry-attr-fleet`.
        .filter(|name| name.trim_end() == "retry-attr-flee")
        .collect();
    assert_eq!(threads.len(), 1);
    let list: std::string::String =
        redis::cmd("CLIENT").arg("LIST").query(&mut server.connection).expect("a list");
    assert_eq!(list.lines().count(), 2, "that of the test, and that of the store:\n{list}");
}
