use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use axum::Router;
use axum::http::HeaderMap;
use tokio::runtime;
use tokio::sync::oneshot;

use crate::limits::Limits;
use crate::reply::Reply;
use crate::request::Request;
use crate::stage::{Stage, routes};

/// The API while it runs: on its own thread, so that sync and async programs can ask it. Dropping it ends it, with
/// all its connections.
#[derive(Debug)]
pub struct AiApi {
    address: SocketAddr,
    stage: Arc<Stage>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl AiApi {
    /// Starts an API that gives these replies, one per request. The last one repeats.
    ///
    /// # Panics
    ///
    /// If the script is empty, or loopback has no free port.
    #[must_use]
    pub fn play(script: impl IntoIterator<Item = Reply>) -> Self {
        Self::limited(Limits::new(), script)
    }

    /// Starts an API that gives these replies, one per request within these limits. The last one repeats.
    ///
    /// # Panics
    ///
    /// If the script is empty, or loopback has no free port.
    #[must_use]
    pub fn limited(limits: Limits, script: impl IntoIterator<Item = Reply>) -> Self {
        let stage = Stage::new(limits, script.into_iter().collect());
        Self::start((Ipv4Addr::LOCALHOST, 0).into(), stage)
    }

    /// Starts an API at this address, with computed replies: `reply` gets the headers of each request. Port 0 means any free
    /// port. No request is noted.
    ///
    /// # Panics
    ///
    /// If the address is taken.
    #[must_use]
    pub fn improvise(
        address: SocketAddr,
        reply: impl Fn(&HeaderMap) -> Reply + Send + Sync + 'static,
    ) -> Self {
        Self::start(address, Stage::improvised(reply))
    }

    fn start(address: SocketAddr, stage: Stage) -> Self {
        let stage = Arc::new(stage);
        let listener = TcpListener::bind(address).expect("a free port on loopback");
        let address = listener.local_addr().expect("a bound listener has an address");
        let (stop, stopped) = oneshot::channel();
        let router = routes(Arc::clone(&stage));
        let thread = thread::spawn(move || serve(listener, router, stopped).expect("a runtime of our own"));
        Self { address, stage, stop: Some(stop), thread: Some(thread) }
    }

    /// The address, as in `http://127.0.0.1:40123`. Add a path, such as `/v1/messages`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The address on which it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The requests so far, in the order of their arrival.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.stage.requests()
    }
}

impl Drop for AiApi {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A panic over there is already on stderr; a second one in a drop would abort.
            let _ = thread.join();
        }
    }
}

/// Serves until it is stopped. Connections are tasks of the runtime, and end with it.
fn serve(listener: TcpListener, router: Router, stopped: oneshot::Receiver<()>) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        tokio::select! {
            served = axum::serve(listener, router) => served,
            _ = stopped => Ok(()),
        }
    })
}
