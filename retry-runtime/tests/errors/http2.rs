//! The ends of replies in HTTP/2, where one connection carries many replies.

use std::future::poll_fn;

use h2::server::{Connection, SendResponse};
use h2::{Reason, SendStream};
use http::Response;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// The server's answer to each request.
#[derive(Clone, Copy, Debug)]
enum Play {
    /// Accepts no stream: the last stream that it has seen is 0.
    GoAwayAtOnce(Reason),
    /// Takes it, and leaves.
    GoAway(Reason),
    /// Takes it, and breaks the connection.
    Drop,
    Reset(Reason),
    /// Half of the body before the same.
    CutByGoAway(Reason),
    CutByDrop,
    CutByReset(Reason),
}

type Server = Connection<TcpStream, &'static [u8]>;

/// The URL of a server that plays this to every connection.
async fn serve(play: Play) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}/", listener.local_addr().expect("an address"));
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            tokio::spawn(answer(socket, play));
        }
    });
    url
}

async fn answer(socket: TcpStream, play: Play) -> Option<()> {
    if let Play::GoAwayAtOnce(reason) = play {
        return leave(socket, reason).await;
    }
    let mut connection: Server = h2::server::Builder::new().handshake(socket).await.ok()?;
    while let Some(Ok((_, mut respond))) = connection.accept().await {
        match play {
            Play::GoAwayAtOnce(_) => unreachable!("it has left"),
            Play::GoAway(reason) => connection.abrupt_shutdown(reason),
            Play::Drop => return None,
            Play::Reset(reason) => respond.send_reset(reason),
            Play::CutByGoAway(reason) => {
                let _body = half(&mut connection, &mut respond).await;
                connection.abrupt_shutdown(reason);
            }
            Play::CutByDrop => {
                half(&mut connection, &mut respond).await;
                return None;
            }
            Play::CutByReset(reason) => half(&mut connection, &mut respond).await.send_reset(reason),
        }
    }
    None
}

/// `h2` takes what has come: these are the frames SETTINGS and GOAWAY. Then it reads on, because to close now would reset
/// the connection, and the client might lose what it was told.
async fn leave(mut socket: TcpStream, reason: Reason) -> Option<()> {
    let settings = [0, 0, 0, 4, 0, 0, 0, 0, 0];
    let go_away = [0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let reason = u32::from(reason).to_be_bytes();
    socket.write_all(&[&settings[..], &go_away, &reason].concat()).await.ok()?;
    while socket.read(&mut [0; 1024]).await.ok()? > 0 {}
    None
}

/// Sends a head and the start of a body, and waits until both are out.
async fn half(
    connection: &mut Server,
    respond: &mut SendResponse<&'static [u8]>,
) -> SendStream<&'static [u8]> {
    let mut body = respond.send_response(Response::new(()), false).expect("an open stream");
    body.send_data(b"[1, ", false).expect("an open stream");
    // Nothing says that it is flushed: the socket takes these few bytes at the first poll.
    poll_fn(|context| {
        let _ = connection.poll_closed(context);
        std::task::Poll::Ready(())
    })
    .await;
    body
}

macro_rules! test_endings {
    ($reqwest:ident) => {
        use h2::Reason;
        use retry_attr_runtime::{Retryable as _, Verdict};
        use serde_json::Value;
        use $reqwest::{Client, Error};

        use super::{Play, serve};

        async fn fail(play: Play) -> Error {
            crate::tls::provide();
            let client = Client::builder().no_proxy().http2_prior_knowledge().build().expect("a client");
            match client.get(serve(play).await).send().await {
                Err(error) => error,
                Ok(reply) => reply.json::<Vec<Value>>().await.expect_err("half of a list"),
            }
        }

        #[track_caller]
        fn assert_verdict(error: &Error, play: Play, expected: Verdict) {
            assert_eq!(error.verdict(), expected, "{play:?}: {error:?}");
        }

        #[tokio::test]
        async fn a_refused_or_unprocessed_stream_was_not_sent() {
            for play in [
                Play::Reset(Reason::REFUSED_STREAM),
                Play::GoAwayAtOnce(Reason::NO_ERROR),
                Play::GoAwayAtOnce(Reason::ENHANCE_YOUR_CALM),
            ] {
                assert_verdict(&fail(play).await, play, Verdict::transient().not_sent());
            }
        }

        #[tokio::test]
        async fn a_stream_that_ended_without_a_reply_was_perhaps_answered() {
            for play in [
                Play::Reset(Reason::INTERNAL_ERROR),
                Play::Reset(Reason::CANCEL),
                Play::Reset(Reason::NO_ERROR),
                Play::GoAway(Reason::NO_ERROR),
                Play::GoAway(Reason::INTERNAL_ERROR),
                Play::Drop,
            ] {
                assert_verdict(&fail(play).await, play, Verdict::transient());
            }
        }

        #[tokio::test]
        async fn every_cut_of_a_body_is_transient() {
            for play in [
                Play::CutByReset(Reason::INTERNAL_ERROR),
                Play::CutByReset(Reason::CANCEL),
                // The request cannot be refused anymore.
                Play::CutByReset(Reason::REFUSED_STREAM),
                Play::CutByGoAway(Reason::NO_ERROR),
                Play::CutByGoAway(Reason::INTERNAL_ERROR),
                Play::CutByDrop,
            ] {
                let error = fail(play).await;
                assert!(error.is_decode() || error.is_body(), "there was a head: {error:?}");
                assert_verdict(&error, play, Verdict::transient());
            }
        }
    };
}

mod v012 {
    test_endings!(reqwest_012);
}

mod v013 {
    test_endings!(reqwest_013);
}
