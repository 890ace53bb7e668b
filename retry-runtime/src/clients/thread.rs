//! Reading with a limit of time where a read cannot be interrupted.

use std::io::{ErrorKind, Read};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Instant;
use std::vec::Vec;

use super::reading::PATIENCE;
use crate::http::body::WINDOW;

/// The first 64 KiB of a body, or what came of it in two seconds.
///
/// A thread reads, because a read from a stalled server returns when the client's timeout says so, or never. It is left
/// to itself then: nothing waits for it, and it holds the connection and one buffer. Where no thread can be started the
/// body stays unread.
pub(super) fn read_start(body: impl Read + Send + 'static) -> Vec<u8> {
    let (sender, receiver) = mpsc::channel();
    let reader = thread::Builder::new().name("retry-attr body".into());
    match reader.spawn(move || send_start(body, &sender)) {
        Ok(_) => collect(&receiver),
        Err(_) => Vec::new(),
    }
}

/// Ends at the end of the body, when it breaks off, or when nobody listens any more.
fn send_start(body: impl Read, sender: &Sender<Vec<u8>>) {
    let mut body = body.take(WINDOW as u64);
    let mut buffer = [0; 8192];
    loop {
        match body.read(&mut buffer) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Ok(0) | Err(_) => return,
            Ok(read) if sender.send(buffer[..read].to_vec()).is_err() => return,
            Ok(_) => {}
        }
    }
}

fn collect(pieces: &Receiver<Vec<u8>>) -> Vec<u8> {
    let begin = Instant::now();
    let mut body = Vec::new();
    // An error says that the thread is done, or that the time is up.
    while let Ok(piece) = pieces.recv_timeout(PATIENCE.saturating_sub(begin.elapsed())) {
        body.extend(piece);
    }
    body
}
