//! Redis servers that keep nothing on disk.

use std::net::{Ipv4Addr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

pub(crate) struct RedisServer {
    process: Child,
    pub(crate) port: u16,
}

impl RedisServer {
    pub(crate) fn start() -> Self {
        Self::start_at(free_port(), &[])
    }

    pub(crate) fn start_at(port: u16, options: &[&str]) -> Self {
        Self::spawn(Command::new("redis-server"), port, options)
    }

    /// A replica of that one, whose clock is 30 s behind.
    pub(crate) fn replica(of: u16) -> Self {
        let mut command = Command::new("redis-server");
        // The allocator of the server asks for the time before `libfaketime` is ready. That of the C library does not.
        let libraries = "/usr/$LIB/faketime/libfaketime.so.1:libc.so.6";
        command.env("LD_PRELOAD", libraries).env("FAKETIME", "-30s").env("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        let replica = Self::spawn(command, free_port(), &["--replicaof", "127.0.0.1", &of.to_string()]);
        wait_until(|| replica.command::<String>(&["INFO", "replication"]).contains("master_link_status:up"));
        let [seconds, _]: [i64; 2] = replica.command(&["TIME"]);
        let [now, _]: [i64; 2] = query(of, &["TIME"]);
        assert!(
            (25..=35).contains(&(now - seconds)),
            "the clock of the replica is {} s behind",
            now - seconds
        );
        replica
    }

    fn spawn(mut command: Command, port: u16, options: &[&str]) -> Self {
        let process = command
            .args(["--port", &port.to_string(), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"])
            .args(["--repl-diskless-sync-delay", "0"])
            // A replica keeps what it gets from its primary for a moment.
            .arg("--dir")
            .arg(std::env::temp_dir())
            .args(["--dbfilename", &file(port)])
            .args(options)
            .stdout(Stdio::null())
            .spawn()
            .expect("`redis-server` and `faketime` are installed");
        let server = Self { process, port };
        wait_until(|| try_query::<String>(port, &["PING"]).is_ok());
        server
    }

    pub(crate) fn command<T: redis::FromRedisValue>(&self, words: &[&str]) -> T {
        query(self.port, words)
    }
}

impl Drop for RedisServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        // Only a replica has written one.
        let _ = std::fs::remove_file(std::env::temp_dir().join(file(self.port)));
    }
}

fn file(port: u16) -> String {
    format!("retry-attr-fleet-{port}.rdb")
}

pub(crate) fn query<T: redis::FromRedisValue>(port: u16, words: &[&str]) -> T {
    try_query(port, words).expect("an answer")
}

fn try_query<T: redis::FromRedisValue>(port: u16, words: &[&str]) -> redis::RedisResult<T> {
    let mut connection = redis::Client::open(url(port))?.get_connection()?;
    let mut command = redis::cmd(words[0]);
    for word in &words[1..] {
        command.arg(*word);
    }
    command.query(&mut connection)
}

pub(crate) fn url(port: u16) -> String {
    format!("redis://127.0.0.1:{port}/")
}

pub(crate) fn free_port() -> u16 {
    // A cluster takes a second port, 10,000 above.
    loop {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        if port < 55_000 {
            return port;
        }
    }
}

#[track_caller]
pub(crate) fn wait_until(is_done: impl Fn() -> bool) {
    let begin = Instant::now();
    while !is_done() {
        assert!(begin.elapsed() < Duration::from_secs(30), "a server does not start");
        thread::sleep(Duration::from_millis(50));
    }
}
