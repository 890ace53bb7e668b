//! The scenarios of the design page, by its letters.

use retry_attr::Upstream;

use crate::Scenario;
use crate::scenario::{AtOnce, Callers, Hint, Limit, Server};

/// All of them.
#[must_use]
pub fn all() -> Vec<Scenario> {
    [crowds(), limits(), arrivals(), outages(), strays(), hints(), deadlines(), others(), annotated()]
        .concat()
}

/// The scenario of this name.
///
/// # Panics
///
/// If there is none.
#[must_use]
pub fn scenario(name: &str) -> Scenario {
    all().into_iter().find(|scenario| scenario.name == name).expect("a scenario of this name")
}

const fn declared() -> Upstream {
    Upstream::new("simulated").requests_per_minute(500)
}

/// 200 workers against 500 requests per minute, in one process and in 50.
fn crowds() -> Vec<Scenario> {
    let batch = Scenario::BATCH;
    let server = Server::PER_MINUTE_500;
    vec![
        Scenario { name: "A", ..batch },
        Scenario { name: "A-without-upstream", upstream: None, ..batch },
        Scenario { name: "A-declared", upstream: Some(declared), ..batch },
        Scenario { name: "A-refusals-count", server: Server { refusals_count: true, ..server }, ..batch },
        Scenario { name: "A-no-hint", server: Server { hint: Hint::None, ..server }, ..batch },
        Scenario { name: "A-1000-workers", callers: Callers::Batch { workers: 1000, calls: 3000 }, ..batch },
        Scenario { name: "F", processes: 50, ..batch },
        Scenario { name: "F-declared", processes: 50, upstream: Some(|| declared().processes(50)), ..batch },
    ]
}

/// The same crowd against other limits.
fn limits() -> Vec<Scenario> {
    let against = |name, workers, calls, server: Server| Scenario {
        name,
        callers: Callers::Batch { workers, calls },
        server,
        ..Scenario::BATCH
    };
    let server = Server::PER_MINUTE_500;
    let limit = |limit| Server { limit, ..Server::PER_MINUTE_500 };
    let latency = |seconds| Server { latency: (seconds, 0.5), ..Server::PER_MINUTE_500 };
    let tokens = |limit: Server, tokens| Server { tokens_per_minute: Some(tokens), ..limit };
    let at_once = AtOnce { requests: 20, flat: 20, is_throttling: true };
    let both = tokens(server, 1_000_000.0);
    vec![
        against("B", 200, 3000, limit(Limit::Window { requests: 500.0, length: 60.0 })),
        against("G", 100, 1000, tokens(Server::UNLIMITED, 200_000.0)),
        Scenario {
            tells_cost: true,
            upstream: Some(|| Upstream::new("simulated").tokens_per_minute(200_000)),
            ..against("G-declared", 100, 1000, tokens(Server::UNLIMITED, 200_000.0))
        },
        against("H-20s", 200, 3000, latency(20.0)),
        against("H-300ms", 200, 3000, latency(0.3)),
        against("I-20-per-minute", 20, 300, limit(Limit::Bucket { per_second: 20.0 / 60.0, burst: 2.0 })),
        against(
            "I-10000-per-minute",
            1000,
            20_000,
            limit(Limit::Bucket { per_second: 1e4 / 60.0, burst: 1000.0 }),
        ),
        against("X8a", 200, 3000, both),
        against("X8b", 200, 3000, Server { at_once: Some(at_once), ..both }),
        Scenario {
            upstream: Some(|| Upstream::new("simulated").in_flight(20)),
            ..against(
                "X8c-in-flight",
                200,
                1000,
                Server { at_once: Some(at_once), latency: (20.0, 0.5), ..Server::UNLIMITED },
            )
        },
    ]
}

/// Calls that arrive independently of the others, with a deadline of two minutes.
fn arrivals() -> Vec<Scenario> {
    // Two bursts of four times the rate.
    const BURSTS: &[(f64, f64)] = &[(0.0, 6.0), (60.0, 25.0), (90.0, 6.0), (240.0, 25.0), (270.0, 6.0)];
    let callers = |rates| Callers::Arrivals { rates, end: 400.0 };
    let open = Scenario { deadline: Some(120.0), ..Scenario::BATCH };
    vec![
        Scenario { name: "C", callers: callers(BURSTS), ..open },
        Scenario { name: "F2", callers: callers(BURSTS), processes: 50, ..open },
        Scenario { name: "K", callers: callers(&[(0.0, 5.0)]), ..open },
        Scenario { name: "K-without-upstream", callers: callers(&[(0.0, 5.0)]), upstream: None, ..open },
    ]
}

/// Nothing but failures for two minutes.
fn outages() -> Vec<Scenario> {
    let throttling = |trouble_hint| Server {
        outage: Some((120.0, 240.0)),
        outage_is_throttling: true,
        trouble_hint,
        ..Server::PER_MINUTE_500
    };
    let six = Scenario {
        callers: Callers::Arrivals { rates: &[(0.0, 6.0)], end: 500.0 },
        deadline: Some(120.0),
        ..Scenario::BATCH
    };
    let batch = Scenario {
        callers: Callers::Batch { workers: 100, calls: 4000 },
        server: Server { outage: Some((60.0, 180.0)), ..Server::UNLIMITED },
        ..Scenario::BATCH
    };
    vec![
        Scenario { name: "N-no-hint", server: throttling(None), ..six },
        Scenario { name: "N-hint-20s", server: throttling(Some(20.0)), ..six },
        Scenario { name: "N-no-deadline", server: throttling(Some(20.0)), deadline: None, ..six },
        Scenario { name: "J-without-upstream", upstream: None, ..batch },
        Scenario {
            name: "J-holds-outages",
            upstream: Some(|| Upstream::new("simulated").holds_outages()),
            ..batch
        },
    ]
}

/// Failures that no limit of ours causes.
fn strays() -> Vec<Scenario> {
    let callers = |rates, end| Scenario {
        callers: Callers::Arrivals { rates, end },
        deadline: Some(60.0),
        ..Scenario::BATCH
    };
    let stray = |stray, trouble_hint| Server { stray, trouble_hint, ..Server::UNLIMITED };
    let broken = Server { broken: 0.01, trouble_hint: Some(30.0), ..Server::UNLIMITED };
    vec![
        Scenario { name: "X1a", server: stray(0.01, None), ..callers(&[(0.0, 50.0)], 300.0) },
        Scenario { name: "X1d", server: stray(0.001, None), ..callers(&[(0.0, 200.0)], 200.0) },
        Scenario { name: "X1e", server: stray(0.02, Some(30.0)), ..callers(&[(0.0, 5.0)], 600.0) },
        Scenario { name: "X2a", server: broken, ..callers(&[(0.0, 20.0)], 300.0) },
    ]
}

/// Hints that are much too long.
fn hints() -> Vec<Scenario> {
    let server = Server { hint: Hint::Always(60.0), ..Server::PER_MINUTE_500 };
    let small_burst = Limit::Bucket { per_second: 500.0 / 60.0, burst: 8.0 };
    vec![
        Scenario { name: "X3a", server, ..Scenario::BATCH },
        Scenario {
            name: "X3c",
            callers: Callers::Arrivals { rates: &[(0.0, 7.0)], end: 600.0 },
            server: Server { limit: small_burst, ..server },
            deadline: Some(120.0),
            ..Scenario::BATCH
        },
    ]
}

/// Calls that give up before a wait which is expected to be too long.
fn deadlines() -> Vec<Scenario> {
    vec![
        Scenario { name: "X5a", deadline: Some(60.0), ..Scenario::BATCH },
        Scenario { name: "X5c", deadline: Some(35.0), ..Scenario::BATCH },
    ]
}

/// A person during a batch, and a machine that sleeps.
fn others() -> Vec<Scenario> {
    let both = Callers::Both { workers: 200, calls: 3000, rate: 0.5, end: 300.0 };
    vec![
        Scenario { name: "X6", callers: both, ..Scenario::BATCH },
        Scenario { name: "X7a", frozen: Some((100.0, 600.0)), ..Scenario::BATCH },
        Scenario { name: "X7a-early", frozen: Some((2.0, 600.0)), ..Scenario::BATCH },
    ]
}

/// The scenarios that `#[retry]` plays, too.
fn annotated() -> Vec<Scenario> {
    let annotated = Scenario { is_annotated: true, ..Scenario::BATCH };
    vec![
        Scenario { name: "A-annotated", ..annotated },
        Scenario { name: "F-annotated", processes: 50, ..annotated },
        Scenario { name: "X5a-annotated", deadline: Some(60.0), ..annotated },
    ]
}
