//! 200 calls to an API that takes 500 requests per minute: first each call on its own, and then all of them under one
//! upstream.
//!
//! `cargo run --example crowd` starts the API on loopback and takes half a minute. It prints how many calls completed, and draws
//! every request into `crowd.svg`, or into the file that the argument names.

#![allow(clippy::print_stdout, reason = "the terminal is where it shows what happens")]

mod report;
mod service;
pub(crate) mod svg;

use std::env;
use std::error::Error;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use ai_api::Played;
use retry_attr::http::ApiError;
use retry_attr::{Upstream, retry};
use tokio::task::JoinSet;
use tokio::time::{interval, sleep};

use self::service::Service;

static SCRIPTED: Upstream = Upstream::new("scripted");

#[retry(max = 3, backoff = "exp", jitter, deadline = "1m")]
async fn ask_alone(service: &Service, call: usize) -> Result<String, ApiError> {
    service.ask(call).await
}

#[retry(max = 3, backoff = "exp", jitter, deadline = "1m", upstream = SCRIPTED)]
async fn ask_together(service: &Service, call: usize) -> Result<String, ApiError> {
    service.ask(call).await
}

/// The callers, and the limit of the API.
pub(crate) struct Crowd {
    pub(crate) calls: usize,
    /// The time between the beginnings of two calls.
    pub(crate) every: Duration,
    pub(crate) requests_per_minute: u32,
    /// The number of requests that may come at once.
    pub(crate) burst: u32,
}

/// The result of all calls.
pub(crate) struct Run {
    pub(crate) name: &'static str,
    pub(crate) calls: usize,
    pub(crate) completed: usize,
    pub(crate) requests: Vec<Sent>,
    /// The time at which the last call ended.
    pub(crate) time: Duration,
}

/// A request, as the API saw it.
pub(crate) struct Sent {
    /// The number of its call, from 0.
    pub(crate) call: usize,
    pub(crate) at: Duration,
    pub(crate) is_refused: bool,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let crowd = Crowd { calls: 200, every: Duration::from_millis(10), requests_per_minute: 500, burst: 10 };
    let path = PathBuf::from(env::args_os().nth(1).unwrap_or_else(|| "crowd.svg".into()));
    let runs = run(&crowd).await;
    fs::write(&path, svg::draw(&runs))?;
    println!();
    println!("{} shows each request.", path.display());
    Ok(())
}

pub(crate) async fn run(crowd: &Crowd) -> [Run; 2] {
    let Crowd { calls, requests_per_minute, .. } = crowd;
    println!("{calls} calls to an API that takes {requests_per_minute} requests per minute");
    let alone = play(crowd, "without upstream", async |service, call| ask_alone(&service, call).await).await;
    let together =
        play(crowd, "with upstream", async |service, call| ask_together(&service, call).await).await;
    let runs = [alone, together];
    println!();
    for line in report::table(&runs) {
        println!("{line}");
    }
    runs
}

/// Starts all calls, and shows every second how far they are.
async fn play<A>(crowd: &Crowd, name: &'static str, ask: impl Fn(Arc<Service>, usize) -> A) -> Run
where
    A: Future<Output = Result<String, ApiError>> + Send + 'static,
{
    println!();
    println!("{name}");
    let (service, began) = (Arc::new(Service::start(crowd)), Instant::now());
    let mut calls = JoinSet::new();
    for (call, number) in (0..crowd.calls).zip(0..) {
        let (delay, asked) = (crowd.every * number, ask(Arc::clone(&service), call));
        calls.spawn(async move {
            sleep(delay).await;
            asked.await
        });
    }
    let (mut completed, mut second) = (0, interval(Duration::from_secs(1)));
    loop {
        tokio::select! {
            outcome = calls.join_next() => match outcome {
                Some(outcome) => completed += usize::from(outcome.expect("no call panics").is_ok()),
                None => break,
            },
            _ = second.tick() => {
                println!("{}", report::progress(began.elapsed(), completed, crowd.calls, &service.requests()));
            }
        }
    }
    let time = began.elapsed();
    let requests = service.requests();
    let sent = requests.iter().map(|request| Sent {
        call: service::call(request),
        at: request.arrived.saturating_duration_since(began),
        is_refused: request.played == Played::Status(429),
    });
    Run { name, calls: crowd.calls, completed, requests: sent.collect(), time }
}
