use std::cell::RefCell;
use std::time::Duration;

use retry_attr::Verdict;
use tokio::time::{Instant, sleep};

use crate::draw::Draw;
use crate::scenario::{AtOnce, Hint, Limit, Server};

/// The API, which all calls ask.
pub(crate) struct Api {
    server: Server,
    began: Instant,
    state: RefCell<State>,
}

struct State {
    draw: Draw,
    /// The rest of the bucket or the window, and the time since which it has been so.
    requests: f64,
    requests_at: f64,
    tokens: f64,
    tokens_at: f64,
    at_once: u32,
    sent: u64,
    refused: u64,
}

/// The fate of a request, drawn when it arrives.
enum Fate {
    /// The time until the answer.
    Answered(f64),
    Failed(Verdict),
}

impl Api {
    pub(crate) fn new(server: Server, seed: u64) -> Self {
        let requests = match server.limit {
            Limit::None => 0.0,
            Limit::Bucket { burst, .. } => burst,
            Limit::Window { requests, .. } => requests,
        };
        let tokens = server.tokens_per_minute.unwrap_or(0.0);
        let (draw, began) = (Draw::new(seed), Instant::now());
        let state = State {
            draw,
            requests,
            requests_at: 0.0,
            tokens,
            tokens_at: 0.0,
            at_once: 0,
            sent: 0,
            refused: 0,
        };
        Self { server, began, state: RefCell::new(state) }
    }

    pub(crate) fn sent(&self) -> u64 {
        self.state.borrow().sent
    }

    pub(crate) fn refused(&self) -> u64 {
        self.state.borrow().refused
    }

    pub(crate) fn cost(&self) -> f64 {
        self.state.borrow_mut().draw.lognormal(self.server.cost, 0.8)
    }

    pub(crate) async fn ask(&self, cost: f64) -> Result<(), Verdict> {
        let (fate, network) = {
            let state = &mut *self.state.borrow_mut();
            state.sent += 1;
            let fate = self.fate(state, cost);
            if matches!(fate, Fate::Failed(_)) {
                state.refused += 1;
            }
            (fate, state.draw.seconds(0.02, 0.04))
        };
        match fate {
            Fate::Answered(work) => {
                sleep(Duration::from_secs_f64(work)).await;
                self.state.borrow_mut().at_once -= 1;
                sleep(network).await;
                Ok(())
            }
            Fate::Failed(verdict) => {
                sleep(network).await;
                Err(verdict)
            }
        }
    }

    fn fate(&self, state: &mut State, cost: f64) -> Fate {
        let server = &self.server;
        let now = self.began.elapsed().as_secs_f64();
        let trouble = |verdict: Verdict| Fate::Failed(hinted(verdict, server.trouble_hint));
        let chance = state.draw.share();
        let is_out = server.outage.is_some_and(|(from, to)| (from..to).contains(&now));
        if chance < server.stray || is_out && server.outage_is_throttling {
            return trouble(Verdict::throttled());
        }
        if chance < server.stray + server.broken || is_out {
            return trouble(Verdict::transient());
        }
        if let Some(verdict) = server.at_once.and_then(|at_once| state.full(at_once)) {
            return Fate::Failed(verdict);
        }
        if let Some(free_in) = server.refused_for(state, now, cost) {
            return Fate::Failed(hinted(Verdict::throttled(), server.hint.seconds(free_in)));
        }
        state.at_once += 1;
        let (median, sigma) = server.latency;
        let crowd = server.at_once.map_or(1.0, |at_once| f64::from(state.at_once) / f64::from(at_once.flat));
        Fate::Answered(state.draw.lognormal(median, sigma) * crowd.max(1.0))
    }
}

impl Server {
    /// For how long a request would be refused by the limits, if it would.
    fn refused_for(&self, state: &mut State, now: f64, cost: f64) -> Option<f64> {
        self.requests_refused_for(state, now).or_else(|| self.tokens_refused_for(state, now, cost))
    }

    fn requests_refused_for(&self, state: &mut State, now: f64) -> Option<f64> {
        let (free_in, least) = match self.limit {
            Limit::None => return None,
            Limit::Bucket { per_second, burst } => {
                state.requests = (state.requests + (now - state.requests_at) * per_second).min(burst);
                state.requests_at = now;
                ((1.0 - state.requests) / per_second, -burst)
            }
            Limit::Window { requests, length } => {
                let window = (now / length).floor() * length;
                if window > state.requests_at {
                    (state.requests, state.requests_at) = (requests, window);
                }
                (window + length - now, 0.0)
            }
        };
        let is_refused = state.requests < 1.0;
        if !is_refused || self.refusals_count {
            state.requests = (state.requests - 1.0).max(least);
        }
        is_refused.then_some(free_in)
    }

    fn tokens_refused_for(&self, state: &mut State, now: f64, cost: f64) -> Option<f64> {
        let limit = self.tokens_per_minute?;
        let (per_second, cost) = (limit / 60.0, cost.min(limit));
        state.tokens = (state.tokens + (now - state.tokens_at) * per_second).min(limit);
        state.tokens_at = now;
        let missing = cost - state.tokens;
        if missing > 0.0 {
            return Some(missing / per_second);
        }
        state.tokens -= cost;
        None
    }
}

impl State {
    fn full(&self, at_once: AtOnce) -> Option<Verdict> {
        let verdict = if at_once.is_throttling { Verdict::throttled() } else { Verdict::overloaded() };
        (self.at_once >= at_once.requests).then_some(verdict)
    }
}

impl Hint {
    fn seconds(self, free_in: f64) -> Option<f64> {
        match self {
            Self::None => None,
            Self::WholeSeconds => Some(free_in.ceil().max(1.0)),
            Self::Always(seconds) => Some(seconds),
        }
    }
}

fn hinted(verdict: Verdict, seconds: Option<f64>) -> Verdict {
    seconds.map_or(verdict, |seconds| verdict.with_hint(Duration::from_secs_f64(seconds)))
}
