//! A gRPC server that plays a script, one step a request; the last one repeats.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use bytes::{BufMut as _, Bytes, BytesMut};
use futures_util::stream;
use http::{HeaderMap, HeaderValue, StatusCode};
use http_body_util::StreamBody;
use hyper::body::Frame;
use tokio::net::TcpListener;
use tonic::Status;

/// The answer to a request.
#[derive(Clone)]
pub(crate) enum Play {
    Answer,
    /// The server's refusal.
    Refusal(Status),
    /// The reply of a proxy that does not know gRPC.
    Http(u16, &'static str),
    /// The beginning of an answer, and then the stream is reset.
    Cut,
}

pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    stage: Arc<Stage>,
}

struct Stage {
    script: Vec<Play>,
    requests: Mutex<usize>,
}

impl Server {
    /// On the runtime that the test is on.
    pub(crate) async fn play(script: Vec<Play>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port on loopback");
        let address = listener.local_addr().expect("a bound listener has an address");
        let stage = Arc::new(Stage { script, requests: Mutex::default() });
        let router = Router::new().fallback(play).with_state(Arc::clone(&stage));
        tokio::spawn(async { axum::serve(listener, router).await });
        Self { address, stage }
    }

    pub(crate) fn requests(&self) -> usize {
        *self.stage.requests.lock().expect("no panic over there")
    }
}

async fn play(State(stage): State<Arc<Stage>>, _request: Body) -> Response {
    let mut requests = stage.requests.lock().expect("no panic over there");
    let play = &stage.script[(*requests).min(stage.script.len() - 1)];
    *requests += 1;
    match play {
        Play::Answer => grpc(vec![Ok(message()), Ok(ended())]),
        Play::Refusal(status) => status.clone().into_http(),
        Play::Http(status, body) => {
            let mut page = Response::new(Body::from(*body));
            *page.status_mut() = StatusCode::from_u16(*status).expect("a status");
            page
        }
        Play::Cut => grpc(vec![Ok(message()), Err(std::io::ErrorKind::BrokenPipe.into())]),
    }
}

fn grpc(frames: Vec<Result<Frame<Bytes>, std::io::Error>>) -> Response {
    let mut reply = Response::new(Body::new(StreamBody::new(stream::iter(frames))));
    reply.headers_mut().insert("content-type", HeaderValue::from_static("application/grpc"));
    reply
}

fn message() -> Frame<Bytes> {
    let text = b"Paris.";
    let mut message = BytesMut::new();
    // Not compressed, and the number of bytes.
    message.put_u8(0);
    message.put_u32(u32::try_from(text.len()).expect("a short text"));
    message.put_slice(text);
    Frame::data(message.freeze())
}

fn ended() -> Frame<Bytes> {
    Frame::trailers(HeaderMap::from_iter([(
        "grpc-status".parse().expect("a name"),
        HeaderValue::from_static("0"),
    )]))
}
