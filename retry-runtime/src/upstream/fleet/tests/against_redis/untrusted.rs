//! Keys that somebody else has written.

use core::time::Duration;

use redis::{Connection, RedisResult};

use super::server::{KEYS, Server, run};
use crate::upstream::fleet::answer::{Report, read_held};
use crate::upstream::fleet::script::Script;

const HELD: &str = "{t}:held";
const MAX_PAUSE: Duration = Duration::from_secs(5);
const TEXTS: [&str; 12] =
    ["nan", "-nan", "inf", "-inf", "1e308", "-1e308", "1e16", "-1e16", "-1", "0x10", "", "a\0b"];
/// With declared limits, three calls in the background that cost 30 tokens each.
const TAKE: [i64; 9] = [5_000_000, 6000, 60_000, 1, 0, 0, 3, 4, 30];

fn flush(connection: &mut Connection) {
    let _: () = redis::cmd("FLUSHALL").query(connection).expect("a server");
}

fn fields(connection: &mut Connection, key: &str) -> std::vec::Vec<std::string::String> {
    redis::cmd("HKEYS").arg(key).query(connection).expect("a hash")
}

fn take(connection: &mut Connection, arguments: &[i64]) -> RedisResult<Report> {
    let script = redis::Script::new(Script::TAKE.source());
    let answer = run(connection, &script, &KEYS, arguments)?;
    Ok(Report::read(&answer, 3, MAX_PAUSE).expect("a report"))
}

fn slow(connection: &mut Connection) -> RedisResult<Report> {
    let script = redis::Script::new(Script::SLOW.source());
    let answer = run(connection, &script, &KEYS[..1], &[5_000_000, 0, 0, 0, 0, 0, 1000, 0])?;
    Ok(Report::read(&answer, 0, MAX_PAUSE).expect("a report"))
}

/// The worst is a delay of a minute, as at the slowest pace, and it is over then.
#[test]
#[ignore = "needs redis-server"]
fn no_field_of_the_gate_or_the_line_breaks_a_script() {
    let mut server = Server::start();
    let connection = &mut server.connection;
    slow(connection).expect("a gate");
    take(connection, &TAKE).expect("a line");
    for key in [KEYS[0], KEYS[1]] {
        for field in fields(connection, key) {
            for text in TEXTS {
                flush(connection);
                slow(connection).expect("a gate");
                take(connection, &TAKE).expect("a line");
                let _: () =
                    redis::cmd("HSET").arg(key).arg(&field).arg(text).query(connection).expect("a hash");
                let case = std::format!("{key} {field} {text:?}");
                for arguments in [TAKE, [5_000_000, 0, 0, 1, 0, 0, 3, 2, 0]] {
                    take(connection, &arguments).unwrap_or_else(|error| panic!("{case}: {error}"));
                }
                slow(connection).unwrap_or_else(|error| panic!("{case}: {error}"));
                let found = take(connection, &TAKE).unwrap_or_else(|error| panic!("{case}: {error}"));
                assert!(found.wait <= Duration::from_secs(60), "{case}: {found:?}");
                let ttl: i64 = redis::cmd("PTTL").arg(KEYS[1]).query(connection).expect("a time");
                assert!((0..200_000).contains(&ttl), "{case}: the line expires in {ttl} ms");
                let ttl: i64 = redis::cmd("PTTL").arg(KEYS[0]).query(connection).expect("a time");
                assert!((0..200_000).contains(&ttl), "{case}: the gate expires in {ttl} ms");
            }
        }
    }
}

/// A debt that nobody has made would stop the fleet.
#[test]
#[ignore = "needs redis-server"]
fn no_field_stops_the_fleet_for_longer_than_a_pace_can() {
    for (key, field, text) in [
        (KEYS[0], "tokens", "-1e16"),
        (KEYS[1], "requests", "9e16"),
        (KEYS[1], "tokens", "9e16"),
        (KEYS[1], "foreground", "9e16"),
        (KEYS[1], "row", "-1e16"),
    ] {
        let mut server = Server::start();
        let connection = &mut server.connection;
        slow(connection).expect("a gate");
        take(connection, &TAKE).expect("a line");
        let _: () = redis::cmd("HSET").arg(key).arg(field).arg(text).query(connection).expect("a hash");
        take(connection, &TAKE).expect("an answer");
        let stored: f64 = redis::cmd("HGET").arg(key).arg(field).query(connection).expect("a number");
        let [seconds, _]: [f64; 2] = redis::cmd("TIME").query(connection).expect("the time");
        let latest = (seconds + 65.0) * 1e6;
        assert!((-100.0..=latest).contains(&stored), "{field} is still {stored}");
    }
}

#[test]
#[ignore = "needs redis-server"]
fn no_entry_of_the_slots_breaks_the_script() {
    let mut server = Server::start();
    let script = redis::Script::new(Script::HOLD.source());
    let nines = "9".repeat(400);
    let entries =
        ["", "a", "1 2 3", "-1 -1 -1 -1", "1 1 1 99999999999999999999", "nan nan nan nan", nines.as_str()];
    for entry in entries {
        flush(&mut server.connection);
        for (process, entry) in [("1", entry), ("other", entry)] {
            let _: () = redis::cmd("HSET")
                .arg(HELD)
                .arg(process)
                .arg(entry)
                .query(&mut server.connection)
                .expect("a hash");
        }
        let answer = run(&mut server.connection, &script, &[HELD], &[1, 4, 0, 4, 60_000_000]);
        assert_eq!(read_held(&answer.expect("an answer"), 4), Some(4), "{entry:?}");
        let left = fields(&mut server.connection, HELD);
        assert_eq!(left, ["1"], "{entry:?}");
    }
}

/// An operator who deletes or evicts a key, or a part of it, does not stop the fleet.
#[test]
#[ignore = "needs redis-server"]
fn a_fleet_goes_on_when_any_of_its_keys_is_evicted() {
    let mut server = Server::start();
    let connection = &mut server.connection;
    for key in KEYS {
        flush(connection);
        slow(connection).expect("a gate");
        take(connection, &TAKE).expect("a line");
        let _: () = redis::cmd("DEL").arg(key).query(connection).expect("a server");
        take(connection, &TAKE).unwrap_or_else(|error| panic!("{key}: {error}"));
        let found = slow(connection).unwrap_or_else(|error| panic!("{key}: {error}"));
        assert!(found.pace.is_some_and(|pace| pace.epoch > 0), "{key}: {found:?}");
    }
}
