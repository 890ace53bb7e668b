//! A port in front of a server, which may be replaced, or be silent.

use std::io;
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

pub(crate) struct Proxy {
    pub(crate) port: u16,
    shared: Arc<Mutex<Shared>>,
}

struct Shared {
    /// Without a server, connections stay open and get no answer.
    server: Option<u16>,
    streams: Vec<TcpStream>,
}

impl Proxy {
    pub(crate) fn new(server: Option<u16>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let shared = Arc::new(Mutex::new(Shared { server, streams: Vec::new() }));
        let accepting = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // A server that is gone closes the connection.
                let _ = connect(stream, &accepting);
            }
        });
        Self { port, shared }
    }

    /// Ends all connections, and leads new ones to that server.
    pub(crate) fn lead_to(&self, server: Option<u16>) {
        let mut shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        shared.server = server;
        for stream in shared.streams.drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

fn connect(client: TcpStream, shared: &Mutex<Shared>) -> io::Result<()> {
    let mut shared = shared.lock().unwrap_or_else(PoisonError::into_inner);
    let Some(server) = shared.server else {
        shared.streams.push(client);
        return Ok(());
    };
    let server = TcpStream::connect((Ipv4Addr::LOCALHOST, server))?;
    client.set_nodelay(true)?;
    server.set_nodelay(true)?;
    shared.streams.extend([client.try_clone()?, server.try_clone()?]);
    for (mut from, mut to) in [(client.try_clone()?, server.try_clone()?), (server, client)] {
        thread::spawn(move || {
            let _ = io::copy(&mut from, &mut to);
            let _ = to.shutdown(Shutdown::Both);
        });
    }
    Ok(())
}
