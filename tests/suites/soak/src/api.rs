//! The API: which fault it plays says a seed, so that the same calls meet the same faults.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};

use ai_api::{AiApi, Reply};
use tokio::task::spawn_blocking;
use tokio::time::sleep;

use crate::calls::Calls;

/// The header with the number of the call.
pub(crate) const CALL: &str = "x-call";
/// Every so often all requests are refused for a while.
const STORM_EVERY: Duration = Duration::from_secs(3);
const STORM: Duration = Duration::from_millis(500);

pub(crate) struct Api {
    server: AiApi,
    calls: Arc<Calls>,
    seed: u64,
}

impl Api {
    pub(crate) fn start(calls: Arc<Calls>, seed: u64) -> Self {
        Self::start_at((Ipv4Addr::LOCALHOST, 0).into(), calls, seed)
    }

    fn start_at(address: SocketAddr, calls: Arc<Calls>, seed: u64) -> Self {
        let (counted, began) = (Arc::clone(&calls), Instant::now());
        let server = AiApi::improvise(address, move |headers| {
            let call = headers.get(CALL).and_then(|call| call.to_str().ok()?.parse().ok()).expect("a call");
            let request = counted.receive(call);
            let time = began.elapsed().as_millis() % STORM_EVERY.as_millis();
            if time < STORM.as_millis() { throttled(300) } else { fault(mixed(seed ^ call, request)) }
        });
        Self { server, calls, seed }
    }

    pub(crate) fn url(&self) -> String {
        self.server.url() + "/v1/chat/completions"
    }

    /// Ends it with all its connections, and starts it again where it was.
    pub(crate) async fn restart(self) -> Self {
        let (address, calls, seed) = (self.server.address(), Arc::clone(&self.calls), self.seed);
        self.stop().await;
        sleep(Duration::from_millis(200)).await;
        Self::start_at(address, calls, seed)
    }

    pub(crate) async fn stop(self) {
        spawn_blocking(move || drop(self.server)).await.expect("no panic");
    }
}

/// A number for a request that looks like any other (the finalizer of splitmix64).
fn mixed(call: u64, request: u32) -> u64 {
    let mut number = call.wrapping_add(u64::from(request).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
}

fn fault(number: u64) -> Reply {
    let answer = || Reply::answer("Paris.");
    match number % 100 {
        0..45 => answer(),
        45..53 => Reply::dropped(),
        53..58 => answer().stalled_after(10),
        58..64 => answer().cut_after(10),
        64..68 => answer().after(Duration::from_secs(1)),
        68..74 => answer().after(Duration::from_millis(number / 100 % 200)),
        74..84 => throttled(50 + number / 100 % 250),
        84..88 => Reply::status(429),
        88..91 => Reply::status(500).cut_after(5),
        91..94 => Reply::status(503).header("retry-after", "1"),
        94..96 => Reply::status(529).stalled_after(5),
        96..98 => Reply::status(401),
        _ => Reply::status(429).header("retry-after", "60"),
    }
}

fn throttled(millis: u64) -> Reply {
    Reply::status(429).header("retry-after-ms", &millis.to_string())
}
