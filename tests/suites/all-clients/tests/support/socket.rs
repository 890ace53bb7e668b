//! A server that says fixed bytes, byte for byte.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::thread;

/// Its address; to each connection it says this once something came, and closes it or falls silent.
pub(crate) fn saying(reply: &'static [u8], closes: bool) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port on loopback");
    let address = listener.local_addr().expect("a bound listener has an address");
    thread::spawn(move || {
        let mut silent = Vec::new();
        for socket in listener.incoming() {
            let mut socket = socket.expect("a connection");
            let _ = socket.read(&mut [0; 4096]);
            // The client may have gone.
            let _ = socket.write_all(reply);
            if !closes {
                silent.push(socket);
            }
        }
    });
    format!("http://{address}")
}

/// Loopback's port 1 (`tcpmux`) has had no listener for decades.
pub(crate) const NOBODY: &str = "http://127.0.0.1:1";
