//! hyper-util's pooling client, against sockets.

use std::error::Error as _;
use std::future::ready;
use std::io;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt as _, Empty};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::{Client, Error};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use retry_attr::http::ApiError;
use retry_attr::{PermanentReason, Retryable as _, Verdict};
use tokio::net::TcpStream;

use crate::socket::{NOBODY, saying};

const INVALID: Verdict = Verdict::permanent(PermanentReason::Invalid);

fn client() -> Client<HttpConnector, Empty<Bytes>> {
    Client::builder(TokioExecutor::new()).build_http()
}

async fn fail(url: &str) -> Error {
    client().get(url.parse().expect("a URI")).await.expect_err("no server of ours answers")
}

#[tokio::test]
async fn unsent_requests_are_marked_as_not_sent() {
    let refused = fail(NOBODY).await;
    assert_eq!(refused.verdict(), Verdict::transient().not_sent(), "{refused:?}");
    let unresolved = fail("http://nowhere.invalid").await;
    assert_eq!(unresolved.verdict(), Verdict::transient().not_sent(), "{unresolved:?}");
    let relative = fail("/v1/models").await;
    assert_eq!(relative.verdict(), INVALID.not_sent(), "{relative:?}");
}

/// The error of a connector with its own limit.
#[tokio::test]
async fn no_connection_in_time_is_a_timeout_before_it_was_sent() {
    let late = |_: http::Uri| ready(Err::<TokioIo<TcpStream>, _>(io::Error::from(io::ErrorKind::TimedOut)));
    let connector = tower::service_fn(late);
    let client = Client::builder(TokioExecutor::new()).build::<_, Empty<Bytes>>(connector);
    let error = client.get(NOBODY.parse().expect("a URI")).await.expect_err("no connection");
    assert_eq!(error.verdict(), Verdict::timed_out().not_sent(), "{error:?}");
}

/// hyper itself times only a connection of HTTP/2 that no longer answers.
#[tokio::test]
async fn a_connection_that_no_longer_answers_is_a_timeout() {
    let limit = Duration::from_millis(50);
    let mut client = Client::builder(TokioExecutor::new());
    client.http2_only(true).timer(TokioTimer::new());
    client.http2_keep_alive_interval(limit).http2_keep_alive_timeout(limit);
    let client = client.build_http::<Empty<Bytes>>();
    let url = saying(b"", false).parse().expect("a URI");
    let error = client.get(url).await.expect_err("nobody answers");
    assert_eq!(error.verdict(), Verdict::timed_out(), "{error:?}");
}

#[tokio::test]
async fn a_missing_reply_is_transient_and_a_reply_that_is_not_http_is_permanent() {
    let closed = fail(&saying(b"", true)).await;
    assert_eq!(closed.verdict(), Verdict::transient(), "{closed:?}");
    let half = fail(&saying(b"HTTP/1.1 200 \r\ncontent-le", true)).await;
    assert_eq!(half.verdict(), Verdict::transient(), "{half:?}");
    let other = fail(&saying(b"SSH-2.0-OpenSSH\r\n", true)).await;
    assert_eq!(other.verdict(), INVALID, "{other:?}");
}

#[tokio::test]
async fn a_cut_body_is_transient() {
    let url = saying(b"HTTP/1.1 200 \r\ncontent-length: 9\r\n\r\n[1, ", true);
    let reply = client().get(url.parse().expect("a URI")).await.expect("a head");
    let error = reply.into_body().collect().await.expect_err("half a body");
    assert_eq!(error.verdict(), Verdict::transient(), "{error:?}");
}

#[tokio::test]
async fn an_api_error_keeps_it_as_its_source() {
    let error = ApiError::from(fail(NOBODY).await);
    assert_eq!((error.verdict(), error.status()), (Verdict::transient().not_sent(), None));
    assert!(error.source().is_some_and(<dyn std::error::Error>::is::<Error>), "{error}");
}

#[tokio::test]
async fn both_are_known_in_an_error_of_any_type() {
    let error = anyhow::Error::new(fail(NOBODY).await).context("asking");
    assert_eq!(error.verdict(), Verdict::transient().not_sent());
}
