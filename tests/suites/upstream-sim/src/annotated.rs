//! The same call by `#[retry]` itself.

use std::cell::RefCell;
use std::time::Duration;

use retry_attr::{Retryable, TimedOut, Upstream, Verdict, retry};

use crate::draw::Draw;
use crate::server::Api;

/// The failure of a call, by its verdict.
#[derive(Debug)]
pub struct Failed(pub Verdict);

impl Retryable for Failed {
    fn verdict(&self) -> Verdict {
        self.0
    }
}

impl From<TimedOut> for Failed {
    fn from(timed_out: TimedOut) -> Self {
        Self(timed_out.verdict())
    }
}

/// Whether the call succeeded. `draw` is for its own waits.
pub(crate) async fn call(api: &Api, upstream: &Upstream, deadline: Option<f64>, draw: Draw) -> bool {
    let (cost, draw) = (api.cost(), RefCell::new(draw));
    let outcome = match deadline.map(Duration::from_secs_f64) {
        Some(deadline) => ask_until(api, upstream, cost, deadline, &draw).await,
        None => ask(api, upstream, cost, &draw).await,
    };
    outcome.is_ok()
}

#[retry(upstream = upstream, random = || draw.borrow_mut().number())]
async fn ask(api: &Api, upstream: &Upstream, cost: f64, draw: &RefCell<Draw>) -> Result<(), Failed> {
    api.ask(cost).await.map_err(Failed)
}

#[retry(upstream = upstream, deadline = deadline, random = || draw.borrow_mut().number())]
async fn ask_until(
    api: &Api,
    upstream: &Upstream,
    cost: f64,
    deadline: Duration,
    draw: &RefCell<Draw>,
) -> Result<(), Failed> {
    api.ask(cost).await.map_err(Failed)
}
