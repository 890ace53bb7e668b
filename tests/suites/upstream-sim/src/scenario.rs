use retry_attr::Upstream;

/// The callers and the API. All times are in seconds.
#[derive(Clone, Copy, Debug)]
pub struct Scenario {
    /// The letter on the design page, and the differences from it.
    pub name: &'static str,
    /// The callers.
    pub callers: Callers,
    /// The API.
    pub server: Server,
    /// Attempts per call.
    pub max: i32,
    /// The time that a call may take. It gives up before a wait that would end later.
    pub deadline: Option<f64>,
    /// The upstream of each process; `None` is a loop without one.
    pub upstream: Option<fn() -> Upstream>,
    /// Whether calls tell their costs to the upstream.
    pub tells_cost: bool,
    /// Whether `#[retry]` makes the calls, and not a loop that asks the gate as it does.
    pub is_annotated: bool,
    /// The number of processes, each with its own upstream.
    pub processes: usize,
    /// At the first time, everything stands still for the second: the machine sleeps.
    pub frozen: Option<(f64, f64)>,
}

#[derive(Clone, Copy, Debug)]
pub enum Callers {
    /// A number of workers, which make a number of calls together, one after the other.
    Batch { workers: usize, calls: usize },
    /// Calls that arrive independently: from each time on, so many per second, until `end`.
    Arrivals { rates: &'static [(f64, f64)], end: f64 },
    /// A batch in the background, and calls that arrive meanwhile.
    Both { workers: usize, calls: usize, rate: f64, end: f64 },
}

#[derive(Clone, Copy, Debug)]
pub struct Server {
    pub limit: Limit,
    /// Tokens per minute, in a bucket of the same size.
    pub tokens_per_minute: Option<f64>,
    /// The median cost of a call in tokens. It varies by a factor of two and more.
    pub cost: f64,
    pub hint: Hint,
    /// Whether a refused request uses the limit as well.
    pub refusals_count: bool,
    /// The median, and how much it varies.
    pub latency: (f64, f64),
    /// More requests at once are refused, as overload or as throttling.
    pub at_once: Option<AtOnce>,
    /// From the first time to the second, everything fails, with a 503 or with a 429.
    pub outage: Option<(f64, f64)>,
    pub outage_is_throttling: bool,
    /// Refuses this share of requests for no reason of ours.
    pub stray: f64,
    /// Fails this share of requests with a 503.
    pub broken: f64,
    /// The hint of stray, broken, and outage replies.
    pub trouble_hint: Option<f64>,
}

#[derive(Clone, Copy, Debug)]
pub enum Limit {
    None,
    /// A token bucket.
    Bucket {
        per_second: f64,
        burst: f64,
    },
    /// A number of requests in each window of some seconds.
    Window {
        requests: f64,
        length: f64,
    },
}

#[derive(Clone, Copy, Debug)]
pub struct AtOnce {
    pub requests: u32,
    /// With more than these, latency grows with their number.
    pub flat: u32,
    pub is_throttling: bool,
}

/// The time that a refusal names. Every refused caller hears when one place is free, as with real providers.
#[derive(Clone, Copy, Debug)]
pub enum Hint {
    None,
    WholeSeconds,
    Always(f64),
}

impl Scenario {
    /// 200 workers with 3000 calls.
    pub const BATCH: Self = Self {
        name: "",
        callers: Callers::Batch { workers: 200, calls: 3000 },
        server: Server::PER_MINUTE_500,
        max: 3,
        deadline: None,
        upstream: Some(|| Upstream::new("simulated")),
        tells_cost: false,
        is_annotated: false,
        processes: 1,
        frozen: None,
    };
}

impl Server {
    /// 500 requests per minute, of which 50 may come at once.
    pub const PER_MINUTE_500: Self = Self {
        limit: Limit::Bucket { per_second: 500.0 / 60.0, burst: 50.0 },
        tokens_per_minute: None,
        cost: 2000.0,
        hint: Hint::WholeSeconds,
        refusals_count: false,
        latency: (2.0, 0.5),
        at_once: None,
        outage: None,
        outage_is_throttling: false,
        stray: 0.0,
        broken: 0.0,
        trouble_hint: None,
    };

    pub const UNLIMITED: Self = Self { limit: Limit::None, ..Self::PER_MINUTE_500 };
}
