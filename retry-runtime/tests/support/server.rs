//! Answers with these bytes, and then holds the connection for a minute.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::thread;
use std::time::Duration;

/// The URL of a server that answers its one request with `reply`, and hangs up only if `closes`.
pub(crate) fn answer(reply: impl Into<String>, closes: bool) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}/", listener.local_addr().expect("an address"));
    let reply = reply.into();
    thread::spawn(move || {
        let (mut connection, _) = listener.accept().expect("a client");
        // The requests are short: one read has them.
        let _ = connection.read(&mut [0; 4096]);
        // A client that has read enough hangs up.
        let _ = connection.write_all(reply.as_bytes());
        if !closes {
            thread::sleep(Duration::from_secs(60));
        }
    });
    url
}
