//! Slots of `in_flight` in processes of their own, with leases of two seconds in place of a minute.

use core::time::Duration;
use std::env;
use std::format;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::string::ToString as _;
use std::sync::Arc;
use std::thread::sleep;
use std::time::Instant;

use redis::Client;

use super::super::play::join;
use super::members::{is_alone, wait_for_store};
use super::server::Server;
use crate::upstream::fleet::link::Link;
use crate::upstream::fleet::{RedisStore, worker};
use crate::upstream::{Under, Upstream};
use crate::wait::Thread;

const LEASE: Duration = Duration::from_secs(2);
const PORT: &str = "RETRY_ATTR_TEST_PORT";
const IS_READY: &str = "two slots are held";

fn share(upstream: &Upstream, port: u16) {
    let client = Client::open(format!("redis://127.0.0.1:{port}/")).expect("a URL");
    let store = Arc::new(RedisStore::connect(client));
    let mut link = Link::new(upstream.name(), store);
    link.lease = LEASE;
    let link = Arc::new(link);
    assert!(worker::serve(Arc::clone(&link)));
    join(upstream, &link, Instant::now());
    wait_for_store(upstream);
}

fn upstream() -> Upstream {
    Upstream::new("killed").in_flight(2)
}

/// The program that the other test starts in another process: two attempts that do not end.
#[test]
#[ignore = "the next test runs it"]
fn a_process_that_holds_two_slots() {
    let Some(port) = env::var_os(PORT) else { return };
    let upstream = upstream();
    share(&upstream, port.to_str().and_then(|port| port.parse().ok()).expect("a port"));
    let mut attempts = [(); 2].map(|()| Under::new(&upstream));
    for attempt in &mut attempts {
        assert_eq!(attempt.admit_blocking(Thread, false, None, Thread), Ok(()));
    }
    #[expect(clippy::print_stdout, reason = "the other process reads it")]
    {
        std::println!("{IS_READY}");
    }
    loop {
        sleep(Duration::from_secs(1));
        // A health page.
        let _ = upstream.state();
    }
}

fn start(port: u16) -> Child {
    let name = "upstream::fleet::tests::against_redis::killed::a_process_that_holds_two_slots";
    let mut child = Command::new(env::current_exe().expect("a path"))
        .args(["--exact", name, "--ignored", "--nocapture"])
        .env(PORT, port.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .expect("this program once more");
    let mut lines = BufReader::new(child.stdout.take().expect("it is piped")).lines();
    assert!(lines.any(|line| line.expect("a line").contains(IS_READY)), "it holds no slots");
    child
}

#[test]
#[ignore = "needs redis-server"]
fn slots_last_as_long_as_their_attempts_and_come_back_when_their_process_is_killed() {
    let server = Server::start();
    let mut child = start(server.port);
    let upstream = upstream();
    share(&upstream, server.port);
    // The attempts take much longer than a lease.
    let patience = Some(Instant::now() + 4 * LEASE);
    while Under::new(&upstream).admit_blocking(Thread, false, patience, Thread).is_ok() {
        // A machine that is busy may make answers late.
        assert!(is_alone(&upstream), "a slot that is held");
        wait_for_store(&upstream);
    }
    child.kill().expect("it runs");
    child.wait().expect("it ends");
    let killed = Instant::now();
    let mut attempts = [(); 2].map(|()| Under::new(&upstream));
    for attempt in &mut attempts {
        let patience = Some(killed + 10 * LEASE);
        assert_eq!(attempt.admit_blocking(Thread, false, patience, Thread), Ok(()), "no slot comes back");
    }
    assert!(killed.elapsed() > LEASE / 4, "a lease that was renewed ends later");
}
