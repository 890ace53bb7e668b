//! An async function: plain, by hand, and with `#[retry]`.

use std::time::Duration;

use retry_attr::retry;

use crate::case::Case;
use crate::work::{Outcome, Server, body, body_tokens};

pub(crate) const CAP: Duration = Duration::from_secs(1);

/// The rows of one way to retry: a future of `BYTES` bytes, whose first wait is at most `MILLIS`.
macro_rules! way {
    ($module:ident, $way:literal, |$server:ident| $future:expr) => {
        $crate::asynchronous::way!($module, $way, |$server| {} $future);
    };
    ($module:ident, $way:literal, |$server:ident| { $($prepare:tt)* } $future:expr) => {
        pub(crate) mod $module {
            #[allow(clippy::wildcard_imports, reason = "the expression names what its file names")]
            use super::*;
            use std::{pin::pin, sync::atomic::Ordering::Relaxed, task::{Context, Poll, Waker}};
            use $crate::case::{Case, Load, add};
            use $crate::work::PENDING;

            fn run<const BYTES: usize, const MILLIS: u64>(load: Load) {
                $crate::runtime::of(load).block_on(async {
                    let all = Server::new();
                    let $server = &all;
                    $($prepare)*
                    let mut sum = 0;
                    for _ in 0..load.calls {
                        $server.fail(load.failures);
                        let outcome: Outcome = $future.await;
                        add(&mut sum, outcome);
                    }
                    load.check(sum, $server);
                });
            }

            /// Awaits it in two places, so that LLVM leaves its poll out of line.
            fn run_outlined<const BYTES: usize, const MILLIS: u64>(load: Load) {
                $crate::runtime::of(load).block_on(async {
                    let all = Server::new();
                    let $server = &all;
                    $($prepare)*
                    let mut sum = 0;
                    for _ in 0..load.calls / 2 {
                        let outcome: Outcome = $future.await;
                        add(&mut sum, outcome);
                        let outcome: Outcome = $future.await;
                        add(&mut sum, outcome);
                    }
                    load.check(sum, $server);
                });
            }

            fn poll<const BYTES: usize, const MILLIS: u64>(load: Load) {
                let _entered = $crate::runtime::of(load).enter();
                let all = Server::new();
                let $server = &all;
                $($prepare)*
                let context = &mut Context::from_waker(Waker::noop());
                let mut sum = 0;
                for _ in 0..load.calls {
                    PENDING.store(load.pending, Relaxed);
                    let mut future = pin!($future);
                    let outcome: Outcome = loop {
                        if let Poll::Ready(outcome) = future.as_mut().poll(context) {
                            break outcome;
                        }
                    };
                    add(&mut sum, outcome);
                }
                load.check(sum, $server);
            }

            /// As [`run_outlined`], polled by hand, because no waker is called.
            fn poll_outlined<const BYTES: usize, const MILLIS: u64>(load: Load) {
                let _entered = $crate::runtime::of(load).enter();
                let all = Server::new();
                let $server = &all;
                $($prepare)*
                let context = &mut Context::from_waker(Waker::noop());
                let mut future = pin!(async {
                    let mut sum = 0;
                    for _ in 0..load.calls / 2 {
                        PENDING.store(load.pending, Relaxed);
                        let outcome: Outcome = $future.await;
                        add(&mut sum, outcome);
                        PENDING.store(load.pending, Relaxed);
                        let outcome: Outcome = $future.await;
                        add(&mut sum, outcome);
                    }
                    sum
                });
                let sum = loop {
                    if let Poll::Ready(sum) = future.as_mut().poll(context) {
                        break sum;
                    }
                };
                load.check(sum, $server);
            }

            fn size<const BYTES: usize, const MILLIS: u64>() -> usize {
                let _entered = $crate::runtime::of(Load::calls(1)).enter();
                let all = Server::new();
                let $server = &all;
                $($prepare)*
                size_of_val(&$future)
            }

            pub(crate) fn sizes() -> (&'static str, [usize; 3]) {
                ($way, [size::<8, 10>(), size::<240, 10>(), size::<2040, 10>()])
            }

            pub(crate) fn cases() -> Vec<Case> {
                let [often, waiting] = [Load::calls(10_000), Load::calls(300)];
                let case = |question, load, run| Case { question, way: $way, load, run };
                vec![
                    case("ok 16 B", often, run::<8, 10>),
                    case("ok 256 B", often, run::<240, 10>),
                    case("ok 2 KiB", often, run::<2040, 10>),
                    case("ok outlined", often, run_outlined::<24, 10>),
                    case("pending 0", often, poll::<64, 10>),
                    case("pending 8", often.pending(8), poll::<64, 10>),
                    case("outlined pending 0", often, poll_outlined::<24, 10>),
                    case("outlined pending 8", often.pending(8), poll_outlined::<24, 10>),
                    case("zero 1", often.failing(1), run::<8, 0>),
                    case("zero 3", often.failing(3), run::<8, 0>),
                    case("wait 1", waiting.failing(1), run::<8, 10>),
                    case("wait 3", waiting.failing(3), run::<8, 10>),
                ]
            }
        }
    };
}

pub(crate) use way;

/// The function without the attribute.
async fn plain<const BYTES: usize>(server: &Server) -> Outcome {
    body_tokens!(server, BYTES)
}
way!(plain_function, "plain", |server| plain::<BYTES>(server));

/// tokio's timer without any policy: the floor of a retry that waits.
async fn sleep<const BYTES: usize, const MILLIS: u64>(server: &Server) -> Outcome {
    let mut retries = 0;
    loop {
        let outcome = body::<BYTES>(server).await;
        if outcome.is_ok() {
            return outcome;
        }
        tokio::time::sleep(Duration::from_millis(MILLIS << retries)).await;
        retries += 1;
    }
}
way!(bare_sleep, "tokio's sleep alone", |server| sleep::<BYTES, MILLIS>(server));

/// The loop that a careful person writes.
async fn by_hand<const BYTES: usize, const MILLIS: u64>(server: &Server) -> Outcome {
    let mut retries = 0;
    loop {
        match body::<BYTES>(server).await {
            Ok(answer) => return Ok(answer),
            Err(error) if retries == 3 || !error.is_transient() => return Err(error),
            Err(_) => {}
        }
        let ceiling = Duration::from_millis(MILLIS).saturating_mul(1 << retries).min(CAP);
        retries += 1;
        tokio::time::sleep(ceiling.mul_f64(fastrand::f64())).await;
    }
}
way!(hand, "hand", |server| by_hand::<BYTES, MILLIS>(server));

#[retry(max = 4, initial_delay = Duration::from_millis(MILLIS), max_delay = "1s")]
async fn annotated<const BYTES: usize, const MILLIS: u64>(server: &Server) -> Outcome {
    body_tokens!(server, BYTES)
}
way!(ours, "ours", |server| annotated::<BYTES, MILLIS>(server));

#[retry(max = 4, initial_delay = Duration::from_millis(MILLIS), max_delay = "1s", jitter = "none")]
async fn without_jitter<const BYTES: usize, const MILLIS: u64>(server: &Server) -> Outcome {
    body_tokens!(server, BYTES)
}
way!(ours_without_jitter, "ours, jitter none", |server| without_jitter::<BYTES, MILLIS>(server));

#[retry(max = 4, initial_delay = Duration::from_millis(MILLIS), max_delay = "1s", on(error if error.is_transient()))]
async fn on<const BYTES: usize, const MILLIS: u64>(server: &Server) -> Outcome {
    body_tokens!(server, BYTES)
}
way!(ours_on, "ours, on", |server| on::<BYTES, MILLIS>(server));

pub(crate) fn cases() -> Vec<Case> {
    let retries = |case: &Case| case.load.failures > 0;
    [
        plain_function::cases().into_iter().filter(|case| !retries(case)).collect(),
        bare_sleep::cases().into_iter().filter(retries).collect(),
        hand::cases(),
        ours::cases(),
        ours_without_jitter::cases().into_iter().filter(retries).collect(),
        ours_on::cases(),
    ]
    .concat()
}

/// `size_of_val` of each way's future, for bodies of about 16 B, 256 B and 2 KiB.
pub(crate) fn sizes() -> Vec<(&'static str, [usize; 3])> {
    vec![
        plain_function::sizes(),
        bare_sleep::sizes(),
        hand::sizes(),
        ours::sizes(),
        ours_without_jitter::sizes(),
        ours_on::sizes(),
    ]
}
