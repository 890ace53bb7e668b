//! The settings that change at run time, as annotated functions see them.

use std::time::Duration;

use retry_attr::{StopReason, Upstream, retry};
use tokio::time::Instant;

use super::support::{Api, Failed, REFUSED, TRANSIENT};

const SECOND: Duration = Duration::from_secs(1);

#[retry(upstream(upstream, cost = cost))]
async fn ask(upstream: &Upstream, cost: u32) -> Result<(), Failed> {
    Ok(())
}

/// The time that this number of calls takes, made one after the other.
async fn time_of(calls: u32, upstream: &Upstream, cost: u32) -> Duration {
    let began = Instant::now();
    for _ in 0..calls {
        assert_eq!(ask(upstream, cost).await, Ok(()));
    }
    began.elapsed()
}

fn is_about(time: Duration, seconds: u32) -> bool {
    (seconds * SECOND..seconds * SECOND + SECOND / 2).contains(&time)
}

#[tokio::test(start_paused = true)]
async fn declared_limits_change_while_calls_are_made() {
    // Six seconds' worth of each limit is there at the beginning.
    let upstream = Upstream::new("changing").requests_per_minute(60);
    let first = time_of(16, &upstream, 1).await;
    assert!(is_about(first, 10), "{first:?}");
    upstream.set_requests_per_minute(600).expect("a limit");
    // Six of its sixty are used.
    let faster = time_of(54 + 100, &upstream, 1).await;
    assert!(is_about(faster, 10), "{faster:?}");
    upstream.set_processes(10).expect("processes");
    let shared = time_of(10, &upstream, 1).await;
    assert!(is_about(shared, 10), "{shared:?}");
    upstream.set_requests_per_minute(None).expect("no limit");
    assert_eq!(time_of(1000, &upstream, 1).await, Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn a_limit_of_tokens_is_declared_and_removed_at_run_time() {
    let upstream = Upstream::new("changing");
    assert_eq!(time_of(1000, &upstream, 1000).await, Duration::ZERO);
    upstream.set_tokens_per_minute(60_000).expect("a limit");
    let limited = time_of(16, &upstream, 1000).await;
    assert!(is_about(limited, 10), "{limited:?}");
    upstream.set_tokens_per_minute(None).expect("no limit");
    assert_eq!(time_of(1000, &upstream, 1000).await, Duration::ZERO);
}

/// The new limit lets a call go that has begun to wait under the old one.
#[tokio::test(start_paused = true)]
async fn calls_in_line_go_under_a_new_limit() {
    let upstream = Upstream::new("changing").requests_per_minute(10);
    ask(&upstream, 1).await.expect("a turn");
    let began = Instant::now();
    let change = async {
        tokio::time::sleep(SECOND).await;
        upstream.set_requests_per_minute(6000).expect("a limit");
    };
    let (asked, ()) = futures_util::future::join(ask(&upstream, 1), change).await;
    assert_eq!(asked, Ok(()));
    assert!(began.elapsed() < SECOND * 3 / 2, "{:?}", began.elapsed());
}

#[tokio::test(start_paused = true)]
async fn slots_change_while_calls_are_made() {
    #[retry(upstream = upstream)]
    async fn hold(upstream: &Upstream) -> Result<(), Failed> {
        tokio::time::sleep(SECOND).await;
        Ok(())
    }
    async fn time_of_twelve(upstream: &Upstream) -> Duration {
        let began = Instant::now();
        futures_util::future::join_all((0..12).map(|_| hold(upstream))).await;
        began.elapsed()
    }
    let upstream = Upstream::new("slots").in_flight(2);
    assert!(is_about(time_of_twelve(&upstream).await, 6));
    upstream.set_in_flight(4).expect("slots");
    assert!(is_about(time_of_twelve(&upstream).await, 3));
    upstream.set_in_flight(None).expect("no limit");
    assert!(is_about(time_of_twelve(&upstream).await, 1));
}

/// A switch for incidents: the failure in hand is returned, also where a retry would cost nothing.
#[tokio::test(start_paused = true)]
async fn no_call_retries_while_retries_are_not_allowed() {
    #[retry(upstream = upstream, on_give_up = |gave_up| reasons.push(gave_up.stop_reason()))]
    async fn ask(upstream: &Upstream, api: &Api, reasons: &mut Vec<StopReason>) -> Result<(), Failed> {
        api.ask()
    }
    let (upstream, mut reasons) = (Upstream::new("incident").no_budget(), Vec::new());
    upstream.allow_retries(false);
    assert!(!upstream.state().allows_retries);
    for verdict in [TRANSIENT, REFUSED] {
        let api = Api::new([verdict]);
        assert_eq!(ask(&upstream, &api, &mut reasons).await, Err(Failed(verdict)));
    }
    assert_eq!(reasons, [StopReason::Budget; 2]);
    upstream.allow_retries(true);
    assert!(upstream.state().allows_retries);
    assert_eq!(ask(&upstream, &Api::new([TRANSIENT, REFUSED]), &mut reasons).await, Ok(()));
}

#[tokio::test(start_paused = true)]
async fn a_pause_holds_all_calls_until_it_ends_or_is_lifted() {
    let upstream = Upstream::new("paused");
    upstream.pause(10 * SECOND);
    upstream.pause(SECOND);
    let began = Instant::now();
    ask(&upstream, 1).await.expect("a turn");
    assert!(
        is_about(began.elapsed(), 11),
        "the longer pause, and the first turn of the pace: {:?}",
        began.elapsed()
    );
    upstream.pause(3600 * SECOND);
    let began = Instant::now();
    let open = async {
        tokio::time::sleep(SECOND).await;
        assert_eq!(upstream.state().waiting, 1);
        upstream.open();
    };
    let (asked, ()) = futures_util::future::join(ask(&upstream, 1), open).await;
    assert_eq!((asked, began.elapsed()), (Ok(()), SECOND));
}
