//! A network that loses everything, and tells nobody.

use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use core::time::Duration;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread::{self, sleep};
use std::time::Instant;

use redis::Client;

use super::members::{is_alone, member};
use super::server::Server;
use crate::upstream::Upstream;

/// A port in front of a server. Connections that were made before the latest `lose` are not forwarded, and not closed.
struct Network {
    port: u16,
    lost: Arc<AtomicUsize>,
    connections: Arc<AtomicUsize>,
}

impl Network {
    fn new(target: u16) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let network = Self { port, lost: Arc::default(), connections: Arc::default() };
        let (lost, connections) = (Arc::clone(&network.lost), Arc::clone(&network.connections));
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                connections.fetch_add(1, Relaxed);
                let server = TcpStream::connect((Ipv4Addr::LOCALHOST, target)).expect("a server");
                let generation = lost.load(Relaxed);
                for (from, to) in [(&client, &server), (&server, &client)] {
                    let [from, to] = [from, to].map(|stream| stream.try_clone().expect("a socket"));
                    let lost = Arc::clone(&lost);
                    thread::spawn(move || forward(from, to, &lost, generation));
                }
            }
        });
        network
    }

    fn lose(&self) {
        self.lost.fetch_add(1, Relaxed);
    }
}

fn forward(mut from: TcpStream, mut to: TcpStream, lost: &AtomicUsize, generation: usize) {
    let mut bytes = [0; 4096];
    while let Ok(length @ 1..) = from.read(&mut bytes) {
        if lost.load(Relaxed) == generation && to.write_all(&bytes[..length]).is_err() {
            break;
        }
    }
}

#[test]
#[ignore = "needs redis-server"]
fn sharing_resumes_when_a_connection_is_lost_without_a_word() {
    let server = Server::start();
    let network = Network::new(server.port);
    let client = Client::open(std::format!("redis://127.0.0.1:{}/", network.port)).expect("a URL");
    let upstream = member(client, Upstream::new("lost").requests_per_minute(6000));
    network.lose();
    let begin = Instant::now();
    let mut was_alone = false;
    while !was_alone || is_alone(&upstream) {
        assert!(begin.elapsed() < Duration::from_secs(20), "it was alone: {was_alone}");
        sleep(Duration::from_millis(20));
        let _ = upstream.state();
        was_alone |= is_alone(&upstream);
    }
    // A busy machine may be late, and a connection that is late is replaced, too.
    assert!(network.connections.load(Relaxed) >= 2);
}
