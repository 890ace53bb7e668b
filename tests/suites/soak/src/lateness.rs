//! The delay of the machine. No call can be more punctual.

use std::time::{Duration, Instant};

use tokio::sync::oneshot::{Receiver, channel, error::TryRecvError};
use tokio::time::sleep;

/// Between two looks.
const TICK: Duration = Duration::from_millis(5);

/// Does this work, and returns the longest delay with which the machine woke a task meanwhile.
pub(crate) async fn beside<W: Future>(work: W) -> (W::Output, Duration) {
    let (stop, stopped) = channel();
    // A separate task, which waits for a worker as the callers do.
    let watch = tokio::spawn(watch(stopped));
    let output = work.await;
    drop(stop);
    (output, watch.await.expect("it does not panic"))
}

async fn watch(mut stopped: Receiver<()>) -> Duration {
    let mut latest = Duration::ZERO;
    while stopped.try_recv() != Err(TryRecvError::Closed) {
        let asleep = Instant::now();
        sleep(TICK).await;
        latest = latest.max(asleep.elapsed().saturating_sub(TICK));
    }
    latest
}
