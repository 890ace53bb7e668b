//! A server that speaks the protocol of Redis, and answers no script as a script would.

use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use core::time::Duration;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::string::String;
use std::sync::{Arc, Mutex};
use std::thread::{self, sleep};
use std::vec::Vec;
use std::{format, vec};

use redis::Client;

use super::play::call_and_be_refused;
use crate::upstream::Upstream;
use crate::upstream::fleet::{RedisStore, Script, Store as _};

struct Server {
    client: Client,
    connections: Arc<AtomicUsize>,
    /// All that it was told.
    heard: Arc<Mutex<String>>,
}

impl Server {
    /// Answers each script with these bytes, and all else with `OK`.
    fn answering(bytes: Vec<u8>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let client = Client::open(format!("redis://127.0.0.1:{port}/")).expect("a URL");
        let server = Self { client, connections: Arc::default(), heard: Arc::default() };
        let (connections, heard) = (Arc::clone(&server.connections), Arc::clone(&server.heard));
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                connections.fetch_add(1, Relaxed);
                let (bytes, heard) = (bytes.clone(), Arc::clone(&heard));
                thread::spawn(move || answer(client, &bytes, &heard));
            }
        });
        server
    }
}

fn answer(mut client: TcpStream, bytes: &[u8], heard: &Mutex<String>) {
    let mut read = vec![0; 65_536];
    while let Ok(length @ 1..) = client.read(&mut read) {
        let text = String::from_utf8_lossy(&read[..length]);
        heard.lock().expect("no panic under the lock").push_str(&text);
        let text = text.to_uppercase();
        let greetings = text.matches("\r\nCLIENT\r\n").count().max(1);
        let answer = if text.contains("EVAL") { bytes } else { &b"+OK\r\n".repeat(greetings) };
        if client.write_all(answer).is_err() {
            break;
        }
    }
}

fn answers() -> Vec<Vec<u8>> {
    let texts = [
        "",
        "\r\n",
        "HTTP/1.1 200 OK\r\n\r\n",
        "+OK\r\n",
        "-\r\n",
        "-ERR of no meaning\r\n",
        "-MOVED 99999 nowhere:0\r\n",
        "-NOSCRIPT again and again\r\n",
        "$-1\r\n",
        "*-1\r\n",
        "*0\r\n",
        "*2147483647\r\n",
        "$536870912\r\nabc",
        ":99999999999999999999\r\n",
        "*12\r\n:1\r\n",
        "*1\r\n$3\r\nabc\r\n",
        "_\r\n",
        "%1\r\n+a\r\n:1\r\n",
        ">2\r\n+push\r\n+push\r\n",
    ];
    let mut answers: Vec<Vec<u8>> = texts.map(Into::into).into();
    answers
        .extend([1, 11, 13].map(|length| (format!("*{length}\r\n") + &":0\r\n".repeat(length)).into_bytes()));
    answers.push(b"*1\r\n".repeat(1000));
    answers.push(vec![0xff; 1000]);
    answers
}

#[test]
fn a_server_with_strange_answers_stops_no_call() {
    for answer in answers() {
        let case = String::from_utf8_lossy(&answer[..answer.len().min(60)]).into_owned();
        let client = Server::answering(answer).client;
        let upstream = Upstream::named("strange").requests_per_minute(60_000).in_flight(4);
        upstream.share_in(RedisStore::connect(client)).expect("a name for keys");
        for _ in 0..2 {
            call_and_be_refused(&upstream, &case);
            sleep(Duration::from_millis(60));
        }
    }
}

#[tokio::test]
async fn a_connection_that_breaks_the_protocol_is_not_used_again() {
    let server = Server::answering(b"HTTP/1.1 200 OK\r\n\r\n".into());
    let store = RedisStore::connect(server.client);
    for number in 1..4 {
        assert!(store.run(Script::ALL[0], &[], &[]).await.is_err());
        assert_eq!(server.connections.load(Relaxed), number);
    }
}

/// Redis before version 7 puts the error of the command into that of the script.
#[tokio::test]
async fn a_connection_to_a_replica_is_not_used_again() {
    let [new, old] =
        ["-READONLY no writes here\r\n", "-ERR Error running script: -READONLY no writes here\r\n"];
    for answer in [new, old] {
        let server = Server::answering(answer.into());
        let store = RedisStore::connect(server.client);
        for number in 1..4 {
            assert!(store.run(Script::ALL[0], &[], &[]).await.is_err());
            assert_eq!(server.connections.load(Relaxed), number, "{answer}");
        }
    }
}

#[tokio::test]
async fn a_connection_on_which_the_server_answers_with_an_error_is_used_again() {
    let server = Server::answering(b"-ERR of no meaning\r\n".into());
    let store = RedisStore::connect(server.client);
    for _ in 0..3 {
        assert!(store.run(Script::ALL[0], &[], &[]).await.is_err());
    }
    assert_eq!(server.connections.load(Relaxed), 1);
}

#[tokio::test]
async fn a_server_that_does_not_know_a_script_is_told_its_text() {
    for script in Script::ALL {
        let server = Server::answering(b"-NOSCRIPT again and again\r\n".into());
        // The client panics, because the answer is not the hash of the text.
        let store = RedisStore::connect(server.client);
        let run = tokio::spawn(async move { store.run(script, &[], &[]).await });
        assert!(!matches!(run.await, Ok(Ok(_))));
        let heard = server.heard.lock().expect("no panic under the lock");
        let told = Script::ALL.map(|script| heard.contains(script.source()));
        assert_eq!(told, Script::ALL.map(|other| other == script));
    }
}
