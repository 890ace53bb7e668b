//! A server that speaks the protocol of Redis, and answers no script as a script would.

use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use core::time::Duration;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener};
use std::string::String;
use std::sync::Arc;
use std::thread::{self, sleep};
use std::vec::Vec;
use std::{format, vec};

use redis::Client;

use super::play::call_and_be_refused;
use crate::upstream::Upstream;
use crate::upstream::fleet::{RedisStore, Script, Store as _};

/// Answers each script with these bytes, and all else with `OK`. Returns a client, and the number of its connections.
fn answer_with(bytes: Vec<u8>) -> (Client, Arc<AtomicUsize>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    let connections = Arc::<AtomicUsize>::default();
    let counter = Arc::clone(&connections);
    thread::spawn(move || {
        for mut client in listener.incoming().flatten() {
            counter.fetch_add(1, Relaxed);
            let bytes = bytes.clone();
            thread::spawn(move || {
                let mut read = vec![0; 65_536];
                while let Ok(length @ 1..) = client.read(&mut read) {
                    let text = String::from_utf8_lossy(&read[..length]).to_uppercase();
                    let greetings = text.matches("\r\nCLIENT\r\n").count().max(1);
                    let is_script = text.contains("EVAL");
                    let answer = if is_script { bytes.clone() } else { b"+OK\r\n".repeat(greetings) };
                    if client.write_all(&answer).is_err() {
                        break;
                    }
                }
            });
        }
    });
    (Client::open(format!("redis://127.0.0.1:{port}/")).expect("a URL"), connections)
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
        let (client, _) = answer_with(answer);
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
    let (client, connections) = answer_with(b"HTTP/1.1 200 OK\r\n\r\n".into());
    let store = RedisStore::connect(client);
    for number in 1..4 {
        assert!(store.run(Script::ALL[0], &[], &[]).await.is_err());
        assert_eq!(connections.load(Relaxed), number);
    }
}

#[tokio::test]
async fn a_connection_on_which_the_server_answers_with_an_error_is_used_again() {
    let (client, connections) = answer_with(b"-ERR of no meaning\r\n".into());
    let store = RedisStore::connect(client);
    for _ in 0..3 {
        assert!(store.run(Script::ALL[0], &[], &[]).await.is_err());
    }
    assert_eq!(connections.load(Relaxed), 1);
}
