//! Reads with a time limit from clients whose reads cannot be interrupted.

use std::io::{ErrorKind, Read};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Instant;
use std::vec::Vec;

use super::reading::PATIENCE;
use crate::http::body::WINDOW;

/// The first 64 KiB of a body, or the part of it that arrives within two seconds.
///
/// A thread reads, because a read from a stalled server returns only at the client's timeout, or never. Nothing waits for
/// a stalled thread; it holds the connection and one buffer. If no thread can be started, the body stays unread.
pub(super) fn read_start(body: impl Read + Send + 'static) -> Vec<u8> {
    let (sender, receiver) = mpsc::channel();
    let reader = thread::Builder::new().name("retry-attr body".into());
    match reader.spawn(move || send_start(body, &sender)) {
        Ok(_) => collect(&receiver),
        Err(_) => Vec::new(),
    }
}

/// Ends with the body, or when the body breaks off, or when the receiver is gone.
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
    // An error means that the thread is done or that the time is up.
    while let Ok(piece) = pieces.recv_timeout(PATIENCE.saturating_sub(begin.elapsed())) {
        body.extend(piece);
    }
    body
}
