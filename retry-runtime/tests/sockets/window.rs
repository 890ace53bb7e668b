//! Only the part of a failure's body that the library judges is taken from the socket.

use std::io::{self, Read};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use bytes::Bytes;
use http::Response;
use http_body::Frame;
use retry_attr_runtime::http::ResponseExt as _;

const WINDOW: usize = 64 * 1024;
/// There is an end to it, so that a reader that goes on fails the test and does not hang it.
const ALL: usize = 4 * WINDOW;
const PIECE: usize = 8 * 1024;

/// A body that is there at once, and counts what is taken of it.
#[derive(Clone, Default)]
struct Counted(Arc<AtomicUsize>);

impl Counted {
    fn taken(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }

    /// The number of bytes that come next, at most this many.
    fn next(&self, most: usize) -> usize {
        let piece = most.min(PIECE).min(ALL - self.taken());
        self.0.fetch_add(piece, Ordering::SeqCst);
        piece
    }

    fn reply<B>(&self, body: impl FnOnce(Self) -> B) -> Response<B> {
        Response::builder().status(500).body(body(self.clone())).expect("a reply")
    }
}

impl http_body::Body for Counted {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let piece = self.next(PIECE);
        Poll::Ready((piece > 0).then(|| Ok(Frame::data(Bytes::from(vec![b'x'; piece])))))
    }
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let piece = self.next(buffer.len());
        buffer[..piece].fill(b'x');
        Ok(piece)
    }
}

/// An interruption, a piece, a broken connection, and a rest that is not read anymore.
#[cfg(feature = "ureq-3")]
struct Broken(Vec<io::Result<&'static [u8]>>);

#[cfg(feature = "ureq-3")]
impl Read for Broken {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let piece = self.0.pop().unwrap_or(Ok(b""))?;
        buffer[..piece.len()].copy_from_slice(piece);
        Ok(piece.len())
    }
}

macro_rules! test_async {
    ($($reqwest:ident: $feature:literal)*) => {$(
        #[cfg(feature = $feature)]
        #[tokio::test]
        async fn $reqwest() {
            let body = Counted::default();
            let reply: ::$reqwest::Response = body.reply(::$reqwest::Body::wrap).into();
            let error = reply.api_error_for_status().await.expect_err("a failure");
            assert_eq!((body.taken(), error.body().len()), (WINDOW, WINDOW));
        }
    )*};
}

test_async! {
    reqwest_012: "reqwest-012"
    reqwest_013: "reqwest-013"
}

macro_rules! test_blocking {
    ($($name:ident, $reqwest:ident: $feature:literal)*) => {$(
        #[cfg(feature = $feature)]
        #[test]
        fn $name() {
            let body = Counted::default();
            let reply: $reqwest::blocking::Response = body.reply($reqwest::Body::wrap).into();
            let error = reply.api_error_for_status().expect_err("a failure");
            assert_eq!((body.taken(), error.body().len()), (WINDOW, WINDOW));
        }
    )*};
}

test_blocking! {
    reqwest_012_blocking, reqwest_012: "reqwest-012-blocking"
    reqwest_013_blocking, reqwest_013: "reqwest-013-blocking"
}

#[cfg(feature = "ureq-3")]
#[test]
fn ureq_3() {
    let body = Counted::default();
    let reply = body.reply(|body| ureq::Body::builder().reader(body));
    let error = reply.api_error_for_status().expect_err("a failure");
    assert_eq!((body.taken(), error.body().len()), (WINDOW, WINDOW));
}

#[cfg(feature = "ureq-3")]
#[test]
fn the_part_of_a_body_before_a_cut_is_kept() {
    let (interrupted, reset) = (io::ErrorKind::Interrupted, io::ErrorKind::ConnectionReset);
    let pieces =
        vec![Ok(b"more".as_slice()), Err(reset.into()), Ok(b"first".as_slice()), Err(interrupted.into())];
    let reply = Response::builder().status(500).body(ureq::Body::builder().reader(Broken(pieces)));
    let error = reply.expect("a reply").api_error_for_status().expect_err("a failure");
    assert_eq!(error.body(), b"first");
}
