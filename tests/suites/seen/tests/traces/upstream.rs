//! The gate of an upstream: each trouble is one event, until the gate is open again.

use std::cell::RefCell;

use retry_attr::Upstream;
use tokio::time::{Instant, sleep, timeout};

use super::*;

const THROTTLED: Verdict = Verdict::throttled();
const QUOTA: Verdict = Verdict::permanent(PermanentReason::Quota);
const MINUTE: Duration = Duration::from_secs(60);

/// Verdicts in turn, the last first, and then success.
type Script = RefCell<Vec<Verdict>>;

#[retry(max = 1, upstream = upstream, name = "ask")]
async fn ask(upstream: &Upstream, script: &Script) -> Result<(), Failed> {
    script.borrow_mut().pop().map_or(Ok(()), |verdict| Err(Failed(verdict)))
}

/// One call that fails so.
async fn fail(upstream: &Upstream, verdict: Verdict) {
    assert!(ask(upstream, &Script::new(vec![verdict])).await.is_err());
}

async fn succeed(upstream: &Upstream) {
    assert!(ask(upstream, &Script::default()).await.is_ok());
}

/// The lines about the upstream since the last time.
fn told(log: &Log) -> Vec<String> {
    log.take().into_iter().filter(|line| line.contains(" upstream=")).collect()
}

#[tokio::test(start_paused = true)]
async fn an_open_gate_is_silent() {
    let upstream = Upstream::new("gpt-5");
    let (log, _guard) = Log::listen(Level::TRACE);
    for verdict in [TRANSIENT, AFTER_SEVEN.with_hint(Duration::ZERO)] {
        for _ in 0..25 {
            succeed(&upstream).await;
        }
        fail(&upstream, verdict).await;
    }
    assert_eq!(told(&log), [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn a_pause_and_a_pace_are_one_event_until_the_gate_is_open_again() {
    let upstream = Upstream::new("gpt-5");
    let (log, _guard) = Log::listen(Level::INFO);
    for _ in 0..2 {
        fail(&upstream, THROTTLED.with_hint(Duration::from_secs(3))).await;
        for _ in 0..10 {
            fail(&upstream, THROTTLED.with_hint(Duration::from_secs(2))).await;
        }
        assert_eq!(
            told(&log),
            [
                "WARN retry_attr paused upstream=\"gpt-5\" pause_seconds=3.0",
                "WARN retry_attr slowed upstream=\"gpt-5\" requests_per_second=1.0",
            ]
        );
        sleep(2 * MINUTE).await;
        succeed(&upstream).await;
        assert_eq!(told(&log), ["INFO retry_attr open again upstream=\"gpt-5\""]);
        succeed(&upstream).await;
        assert_eq!(told(&log), [""; 0]);
    }
}

#[tokio::test(start_paused = true)]
async fn a_pause_by_hand_is_an_event_too() {
    let upstream = Upstream::new("gpt-5");
    let (log, _guard) = Log::listen(Level::INFO);
    upstream.pause(MINUTE);
    upstream.open();
    upstream.open();
    assert_eq!(
        told(&log),
        [
            "WARN retry_attr paused upstream=\"gpt-5\" pause_seconds=60.0",
            "WARN retry_attr slowed upstream=\"gpt-5\" requests_per_second=1.0",
            "INFO retry_attr open again upstream=\"gpt-5\"",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn each_waiting_call_is_an_event_with_its_place_and_wait() {
    let upstream = Upstream::new("gpt-5");
    upstream.pause(Duration::from_secs(10));
    let (log, _guard) = Log::listen(Level::DEBUG);
    futures_util::future::join(succeed(&upstream), succeed(&upstream)).await;
    let mut lines = told(&log);
    lines.retain(|line| line.contains("waiting"));
    // At 1, 2, 4, … calls per second, `n` calls take the logarithm to base 2 of 1 + n ln 2.
    let [first, second] = lines.as_slice() else { panic!("{lines:#?}") };
    let start = "DEBUG retry_attr waiting for upstream upstream=\"gpt-5\" wait_seconds=10.";
    assert!(first.starts_with(&format!("{start}75")) && first.ends_with(" place=1"), "{first}");
    assert!(
        second.starts_with(&format!("{start}25").replace("10.", "11.")) && second.ends_with(" place=2"),
        "{second}"
    );
}

#[tokio::test(start_paused = true)]
async fn an_outage_that_holds_calls_is_one_event() {
    let upstream = Upstream::new("nightly").holds_outages();
    let (log, _guard) = Log::listen(Level::INFO);
    for _ in 0..9 {
        fail(&upstream, TRANSIENT).await;
    }
    assert_eq!(told(&log), [""; 0]);
    for _ in 0..3 {
        fail(&upstream, TRANSIENT).await;
    }
    assert_eq!(told(&log), ["WARN retry_attr held for an outage upstream=\"nightly\""]);
    succeed(&upstream).await;
    assert_eq!(told(&log), ["WARN retry_attr slowed upstream=\"nightly\" requests_per_second=1.0"]);
    sleep(2 * MINUTE).await;
    succeed(&upstream).await;
    assert_eq!(told(&log), ["INFO retry_attr open again upstream=\"nightly\""]);
}

/// If all calls are refused, callers learn it soon: at least one call per second goes, even if the server asks for longer waits.
#[tokio::test(start_paused = true)]
async fn hopeless_calls_are_one_event_and_go_each_second() {
    let upstream = Upstream::new("gpt-5");
    let (log, _guard) = Log::listen(Level::WARN);
    let began = Instant::now();
    let failures: RefCell<Vec<Duration>> = RefCell::default();
    let callers = (0..50).map(|_| async {
        loop {
            fail(&upstream, THROTTLED.with_hint(MINUTE)).await;
            failures.borrow_mut().push(began.elapsed());
        }
    });
    let _ = timeout(10 * MINUTE, futures_util::future::join_all(callers)).await;
    let lines = told(&log);
    let hopeless: Vec<_> = lines.iter().filter(|line| line.contains("everything is refused")).collect();
    let [line] = hopeless.as_slice() else { panic!("{lines:#?}") };
    assert!(
        line.starts_with("WARN retry_attr everything is refused upstream=\"gpt-5\" waiting=50 "),
        "{line}"
    );
    let oldest = line.split_once("oldest_wait_seconds=").expect("the field").1;
    assert!((60.0..=70.0).contains(&oldest.parse::<f64>().expect("a number")), "{line}");
    let failures = failures.into_inner();
    let in_minute = |minute: u32| {
        failures.iter().filter(|at| (minute * MINUTE..(minute + 1) * MINUTE).contains(*at)).count()
    };
    for minute in 2..10 {
        assert!(in_minute(minute) >= 59, "{} in minute {minute}", in_minute(minute));
    }
}

#[tokio::test(start_paused = true)]
async fn hopeless_calls_after_a_success_are_another_event() {
    let upstream = Upstream::new("gpt-5");
    let (log, _guard) = Log::listen(Level::WARN);
    for _ in 0..2 {
        let began = Instant::now();
        while began.elapsed() < 4 * MINUTE {
            fail(&upstream, THROTTLED).await;
        }
        succeed(&upstream).await;
    }
    let lines = told(&log);
    assert_eq!(lines.iter().filter(|line| line.contains("everything is refused")).count(), 2, "{lines:#?}");
}

#[tokio::test(start_paused = true)]
async fn a_spent_quota_is_one_event_and_another_after_successes() {
    let upstream = Upstream::new("gpt-5");
    let (log, _guard) = Log::listen(Level::WARN);
    let warning = "WARN retry_attr the quota is spent upstream=\"gpt-5\"";
    for _ in 0..3 {
        fail(&upstream, QUOTA).await;
    }
    sleep(2 * MINUTE).await;
    fail(&upstream, QUOTA).await;
    assert_eq!(told(&log), [warning]);
    succeed(&upstream).await;
    fail(&upstream, QUOTA).await;
    assert_eq!(told(&log), [warning]);
    succeed(&upstream).await;
    fail(&upstream, QUOTA).await;
    assert_eq!(told(&log), [""; 0], "within a minute");
}

#[tokio::test(start_paused = true)]
async fn a_cost_above_the_limit_is_one_event() {
    #[retry(upstream(upstream, cost = cost))]
    async fn ask(upstream: &Upstream, cost: u32) -> Result<(), Failed> {
        Ok(())
    }
    let upstream = Upstream::new("gpt-5").tokens_per_minute(60_000).processes(2);
    let (log, _guard) = Log::listen(Level::WARN);
    for cost in [30_000, 30_001, 90_000] {
        assert!(ask(&upstream, cost).await.is_ok());
    }
    let clamped = "a call costs more than the limit of a minute upstream=\"gpt-5\" cost=30001 limit=30000";
    assert_eq!(told(&log), [format!("WARN retry_attr {clamped}")]);
}

#[tokio::test(start_paused = true)]
async fn a_cost_without_a_limit_is_told_once() {
    #[retry(upstream(upstream, cost = cost))]
    async fn ask(upstream: &Upstream, cost: u32) -> Result<(), Failed> {
        Ok(())
    }
    #[retry(upstream = upstream)]
    async fn ask_without_cost(upstream: &Upstream) -> Result<(), Failed> {
        Ok(())
    }
    let upstream = Upstream::new("gpt-5").requests_per_minute(60);
    let (log, _guard) = Log::listen(Level::WARN);
    assert!(ask_without_cost(&upstream).await.is_ok());
    assert_eq!(told(&log), [""; 0]);
    for cost in [700, 800] {
        assert!(ask(&upstream, cost).await.is_ok());
    }
    let help = "help=\"declare `tokens_per_minute`, or leave `cost` out\"";
    let warning = format!("the cost of a call has no effect upstream=\"gpt-5\" cost=700 {help}");
    assert_eq!(told(&log), [format!("WARN retry_attr {warning}")]);
}

#[tokio::test(start_paused = true)]
async fn a_cost_under_a_limit_that_was_set_is_no_mistake() {
    #[retry(upstream(upstream, cost = 700))]
    async fn ask(upstream: &Upstream) -> Result<(), Failed> {
        Ok(())
    }
    let upstream = Upstream::new("gpt-5");
    upstream.set_tokens_per_minute(60_000).unwrap();
    let (log, _guard) = Log::listen(Level::WARN);
    assert!(ask(&upstream).await.is_ok());
    assert_eq!(told(&log), [""; 0]);
}

#[test]
fn a_listener_may_ask_the_upstream() {
    static ASKED: Upstream = Upstream::new("asked");

    struct Asks;

    impl tracing::Subscriber for Asks {
        fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
            true
        }
        fn new_span(&self, _: &tracing::span::Attributes<'_>) -> tracing::span::Id {
            tracing::span::Id::from_u64(1)
        }
        fn record(&self, _: &tracing::span::Id, _: &tracing::span::Record<'_>) {}
        fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}
        fn event(&self, _: &tracing::Event<'_>) {
            // The subscriber would wait forever for a lock that is held around the event.
            assert_eq!(ASKED.state().waiting, 0);
        }
        fn enter(&self, _: &tracing::span::Id) {}
        fn exit(&self, _: &tracing::span::Id) {}
    }
    tracing::subscriber::with_default(Asks, || {
        ASKED.pause(MINUTE);
        ASKED.open();
    });
}

/// The body waits for its own upstream while it holds the last slot.
#[tokio::test(start_paused = true)]
async fn a_call_that_waits_for_its_own_slot_is_one_event() {
    static ONE: Upstream = Upstream::new("llama").in_flight(1);

    #[retry(upstream = ONE)]
    async fn outer() -> Result<(), Failed> {
        inner().await
    }
    #[retry(upstream = ONE)]
    async fn inner() -> Result<(), Failed> {
        Ok(())
    }
    let (log, _guard) = Log::listen(Level::INFO);
    assert!(timeout(Duration::from_secs(29), outer()).await.is_err());
    assert_eq!(told(&log), [""; 0]);
    assert!(timeout(10 * MINUTE, outer()).await.is_err());
    let lines = told(&log);
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(
        lines[0].starts_with("WARN retry_attr no slot is freed upstream=\"llama\" waiting=1 stuck_seconds=3"),
        "{lines:?}"
    );
    assert!(lines[0].contains("needs a second slot"), "{lines:?}");
}
