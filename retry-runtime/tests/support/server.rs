//! Answers with these bytes, and then holds the connection for a minute.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

/// The URL of a server that answers its one request with `reply`, and hangs up only if `closes`.
pub(crate) fn answer(reply: impl Into<String>, closes: bool) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}/", listener.local_addr().expect("an address"));
    let reply = reply.into();
    thread::spawn(move || {
        let (mut connection, _) = listener.accept().expect("a client");
        read_head(&mut connection);
        // A client that has read enough hangs up.
        let _ = connection.write_all(reply.as_bytes());
        if !closes {
            thread::sleep(Duration::from_secs(60));
        }
    });
    url
}

/// Reads up to the empty line, because a client may write its request in pieces, and a client that is answered in between
/// loses the answer. A request that is not HTTP has no empty line, and is answered after a while.
fn read_head(connection: &mut TcpStream) {
    connection.set_read_timeout(Some(Duration::from_millis(300))).expect("a limit");
    let (mut head, mut piece) = (Vec::new(), [0; 4096]);
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        match connection.read(&mut piece) {
            Ok(0) | Err(_) => return,
            Ok(length) => head.extend_from_slice(&piece[..length]),
        }
    }
}
