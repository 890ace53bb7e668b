//! The option `stream`: a returned stream is retried until its first item, or its first matching one.

mod begins;
mod dropped;
mod limits;
mod options;
mod shapes;
mod sizes;
mod upstream;

use std::cell::Cell;

use futures_util::{Stream, StreamExt as _, stream};
use retry_attr::{Retryable, TimedOut, Verdict};

/// The ways in which an item fails.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Failed {
    Busy,
    WrongKey,
    AskedToWait,
    Late,
}

impl Retryable for Failed {
    fn verdict(&self) -> Verdict {
        match self {
            Self::Busy => Verdict::transient(),
            Self::WrongKey => Verdict::permanent(retry_attr::PermanentReason::Auth),
            Self::AskedToWait => Verdict::throttled().with_hint(std::time::Duration::from_secs(7)),
            Self::Late => Verdict::timed_out(),
        }
    }
}

impl From<TimedOut> for Failed {
    fn from(_: TimedOut) -> Self {
        Self::Late
    }
}

type Item = Result<&'static str, Failed>;

/// Answers with these streams, one per request; the last one repeats.
struct Server {
    streams: Vec<Vec<Item>>,
    requests: Cell<usize>,
}

impl Server {
    fn new<const N: usize>(streams: [&[Item]; N]) -> Self {
        Self { streams: streams.map(Vec::from).into(), requests: Cell::new(0) }
    }

    /// The stream of the next request.
    fn ask(&self) -> impl Stream<Item = Item> + use<> {
        let request = self.requests.get();
        self.requests.set(request + 1);
        stream::iter(self.streams[request.min(self.streams.len() - 1)].clone())
    }

    fn requests(&self) -> usize {
        self.requests.get()
    }
}

/// All that the reader sees, or the call's error.
async fn read(
    call: impl Future<Output = Result<impl Stream<Item = Item>, Failed>>,
) -> Result<Vec<Item>, Failed> {
    Ok(call.await?.collect().await)
}
