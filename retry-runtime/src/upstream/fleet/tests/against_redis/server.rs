use core::time::Duration;
use std::format;
use std::net::{Ipv4Addr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Instant;
use std::vec::Vec;

use redis::{Client, Connection, RedisResult};

use crate::upstream::fleet::script::Script;

/// A separate server on a free port, which keeps nothing.
pub(super) struct Server {
    process: Child,
    pub(super) port: u16,
    pub(super) connection: Connection,
}

impl Server {
    pub(super) fn start() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        drop(listener);
        let process = Command::new("redis-server")
            .args(["--port", &port.to_string(), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"])
            .stdout(Stdio::null())
            .spawn()
            .expect("`redis-server` is installed");
        let client = Client::open(format!("redis://127.0.0.1:{port}/")).expect("a URL");
        let connection = connect(&client);
        Self { process, port, connection }
    }

    /// A client of it. `login` is empty, or as `user:password@`.
    pub(super) fn client(&self, login: &str) -> Client {
        Client::open(format!("redis://{login}127.0.0.1:{}/", self.port)).expect("a URL")
    }
}

fn connect(client: &Client) -> Connection {
    let begin = Instant::now();
    loop {
        match client.get_connection() {
            Ok(connection) => return connection,
            Err(error) => assert!(begin.elapsed() < Duration::from_secs(20), "{error}"),
        }
        thread::sleep(Duration::from_millis(20));
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

use std::string::ToString as _;

/// A script whose clock is its last argument, in microseconds.
pub(super) fn with_clock(script: &Script) -> redis::Script {
    let time = "redis.call('TIME')";
    assert_eq!(script.source().matches(time).count(), 1, "one look at the clock");
    redis::Script::new(&script.source().replace(time, "{ 0, ARGV[#ARGV] }"))
}

pub(super) fn run(
    connection: &mut Connection,
    script: &redis::Script,
    keys: &[&str],
    arguments: &[i64],
) -> RedisResult<Vec<i64>> {
    let mut invocation = script.prepare_invoke();
    for key in keys {
        invocation.key(*key);
    }
    for argument in arguments {
        invocation.arg(argument);
    }
    invocation.invoke(connection)
}

/// The keys of the gate and of the line.
pub(super) const KEYS: [&str; 2] = ["{t}:gate", "{t}:line"];

/// A server whose scripts have a clock of the test, in microseconds.
pub(super) struct Clocked {
    pub(super) server: Server,
    take: redis::Script,
    slow: redis::Script,
    pub(super) now: i64,
}

impl Clocked {
    pub(super) fn new() -> Self {
        Self {
            server: Server::start(),
            take: with_clock(&Script::TAKE),
            slow: with_clock(&Script::SLOW),
            now: 1_750_000_000_000_000,
        }
    }

    pub(super) fn take(&mut self, terms: [i64; 6], question: [i64; 3]) -> Vec<i64> {
        let arguments = [terms.as_slice(), &question, &[self.now]].concat();
        run(&mut self.server.connection, &self.take, &KEYS, &arguments).expect("an answer")
    }

    pub(super) fn slow(&mut self, terms: [i64; 6], refusal: [i64; 2]) -> Vec<i64> {
        let arguments = [terms.as_slice(), &refusal, &[self.now]].concat();
        run(&mut self.server.connection, &self.slow, &KEYS[..1], &arguments).expect("an answer")
    }
}
