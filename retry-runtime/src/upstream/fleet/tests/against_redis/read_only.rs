//! A server that has become a replica, as after a failover. Its address may lead to the new primary.

use core::time::Duration;
use std::string::String;
use std::thread::sleep;
use std::time::Instant;

use redis::Connection;

use super::members::member;
use super::server::Server;
use crate::upstream::{Under, Upstream};
use crate::wait::Thread;

fn connections(connection: &mut Connection) -> u32 {
    let stats: String = redis::cmd("INFO").arg("stats").query(connection).expect("figures");
    let (_, rest) = stats.split_once("total_connections_received:").expect("a figure");
    rest.split_whitespace().next().and_then(|number| number.parse().ok()).expect("a number")
}

#[test]
#[ignore = "needs redis-server"]
fn the_store_connects_again_after_a_replica_has_refused_to_write() {
    let mut server = Server::start();
    let upstream = member(server.client(""), Upstream::new("replica").requests_per_minute(60_000));
    let before = connections(&mut server.connection);
    let _: () =
        redis::cmd("REPLICAOF").arg("127.0.0.1").arg(1).query(&mut server.connection).expect("a replica");
    let begin = Instant::now();
    while connections(&mut server.connection) == before {
        assert!(begin.elapsed() < Duration::from_secs(20), "the old connection is used");
        let mut under = Under::new(&upstream);
        assert_eq!(under.admit_blocking(Thread, false, None, Thread), Ok(()), "no call is lost");
        under.succeeded(Thread);
        sleep(Duration::from_millis(100));
    }
}
