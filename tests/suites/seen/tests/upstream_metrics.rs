//! The metrics of an upstream.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::{Duration, SystemTime};

use metrics_util::debugging::{DebugValue, DebuggingRecorder, Snapshotter};
use retry_attr::{PermanentReason, Retryable, Upstream, Verdict, retry};
use tokio::time::{sleep, timeout};

const SECOND: Duration = Duration::from_secs(1);
const TRANSIENT: Verdict = Verdict::transient();
const THROTTLED: Verdict = Verdict::throttled();

/// An error with the verdict that it holds.
#[derive(Debug)]
struct Failed(Verdict);

impl Retryable for Failed {
    fn verdict(&self) -> Verdict {
        self.0
    }
}

/// Fails with these verdicts, the last first, and then succeeds.
#[retry(upstream = upstream, jitter = "none", throttled_delay = "1ms", initial_delay = "1ms", name = "ask")]
async fn ask(upstream: &Upstream, script: &Mutex<Vec<Verdict>>) -> Result<(), Failed> {
    script.lock().expect("nobody panics").pop().map_or(Ok(()), |verdict| Err(Failed(verdict)))
}

async fn call(upstream: &Upstream, verdicts: &[Verdict]) {
    let _ = ask(upstream, &Mutex::new(verdicts.to_vec())).await;
}

/// Records the metrics of this thread.
struct Recorded {
    snapshotter: Snapshotter,
    _guard: metrics::LocalRecorderGuard<'static>,
}

impl Recorded {
    fn begin() -> Self {
        let recorder: &'static _ = Box::leak(Box::new(DebuggingRecorder::new()));
        let guard = metrics::set_default_local_recorder(recorder);
        Self { snapshotter: recorder.snapshotter(), _guard: guard }
    }

    /// The metrics of upstreams, each as `name{label=value,…}` without the prefix, with its values. Each look
    /// resets counters and histograms.
    fn look(&self) -> BTreeMap<String, Vec<f64>> {
        let metrics = self.snapshotter.snapshot().into_vec().into_iter();
        let metrics = metrics.filter_map(|(key, _, _, value)| {
            let labels = key.key().labels().map(|label| format!("{}={}", label.key(), label.value()));
            let labels = labels.collect::<Vec<_>>().join(",");
            #[expect(clippy::cast_precision_loss, reason = "a small number")]
            let values = match value {
                DebugValue::Counter(count) => vec![count as f64],
                DebugValue::Gauge(value) => vec![*value],
                DebugValue::Histogram(values) => values.into_iter().map(|value| *value).collect(),
            };
            let name = key.key().name().strip_prefix("retry_attr_").expect("the prefix of all");
            labels.contains("upstream=").then(|| (format!("{name}{{{labels}}}"), values))
        });
        metrics.collect()
    }
}

fn value(metrics: &BTreeMap<String, Vec<f64>>, name: &str) -> Option<f64> {
    let name = name.replacen('}', if name.ends_with("{}") { "upstream=gpt-5}" } else { "}" }, 1);
    metrics.get(&name).map(|values| values[0])
}

#[tokio::test(start_paused = true)]
async fn an_open_gate_has_no_metrics() {
    let upstream = Upstream::new("gpt-5");
    let recorded = Recorded::begin();
    for _ in 0..100 {
        call(&upstream, &[]).await;
    }
    assert_eq!(recorded.look(), BTreeMap::new());
}

#[tokio::test(start_paused = true)]
async fn waits_in_line_are_measured_in_seconds() {
    let upstream = Upstream::new("gpt-5");
    let recorded = Recorded::begin();
    upstream.pause(SECOND * 10);
    call(&upstream, &[]).await;
    let waits = recorded.look().remove("upstream_wait_seconds{upstream=gpt-5}").expect("a wait");
    assert!(matches!(waits[..], [wait] if (11.0..11.01).contains(&wait)), "{waits:?}");
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_ends_without_a_turn_is_measured_too() {
    #[retry(upstream = FULL, deadline = "2s")]
    async fn hang(took: Duration) -> std::io::Result<()> {
        sleep(took).await;
        Ok(())
    }
    static FULL: Upstream = Upstream::new("full").in_flight(1);

    let recorded = Recorded::begin();
    let (first, second) = futures_util::future::join(hang(SECOND * 3), hang(SECOND)).await;
    assert!(first.is_err() && second.is_err());
    let waits = recorded.look().remove("upstream_wait_seconds{upstream=full}").expect("a wait");
    assert!(matches!(waits[..], [wait] if (2.0..2.01).contains(&wait)), "{waits:?}");
}

#[tokio::test(start_paused = true)]
async fn the_pace_is_a_gauge() {
    let upstream = Upstream::new("gpt-5");
    let recorded = Recorded::begin();
    call(&upstream, &[THROTTLED]).await;
    let rate = value(&recorded.look(), "upstream_requests_per_second{}").expect("a pace");
    assert!((1.0..2.1).contains(&rate), "{rate}");
    upstream.open();
    let rate = value(&recorded.look(), "upstream_requests_per_second{}");
    assert_eq!(rate, Some(f64::INFINITY), "calls go as they come");
    upstream.set_requests_per_minute(120).expect("a limit");
    assert_eq!(value(&recorded.look(), "upstream_requests_per_second{}"), Some(2.0));
}

#[tokio::test(start_paused = true)]
async fn the_end_of_a_pause_is_a_time_on_the_wall_clock() {
    let upstream = Upstream::new("gpt-5");
    let recorded = Recorded::begin();
    let since_1970 = || SystemTime::UNIX_EPOCH.elapsed().expect("it is later").as_secs_f64();
    let now = since_1970();
    upstream.pause(SECOND * 1000);
    let end = |metrics| value(&metrics, "upstream_paused_until_timestamp_seconds{}").expect("a pause");
    assert!((now + 1000.0..now + 1100.0).contains(&end(recorded.look())));
    upstream.open();
    assert!((now..now + 100.0).contains(&end(recorded.look())), "a lifted pause is over");
}

#[tokio::test(start_paused = true)]
async fn seconds_of_pauses_are_counted_as_they_pass() {
    let upstream = Upstream::new("gpt-5");
    let recorded = Recorded::begin();
    for _ in 0..3 {
        upstream.pause(SECOND * 3 / 2);
        sleep(SECOND * 4).await;
    }
    upstream.pause(SECOND * 100);
    sleep(SECOND * 10).await;
    upstream.open();
    let seconds = value(&recorded.look(), "upstream_paused_seconds_total{}");
    assert_eq!(seconds, Some(14.0), "three and a half pauses of 1.5 s, and 10 s of a pause that was lifted");
}

/// While no call goes, the first in the line updates the gauges.
#[tokio::test(start_paused = true)]
async fn the_line_and_its_oldest_call_are_gauges() {
    static PAUSED: Upstream = Upstream::new("gpt-5");

    let recorded = Recorded::begin();
    PAUSED.pause(SECOND * 1000);
    let calls: Vec<_> = (0..5).map(|_| tokio::spawn(call(&PAUSED, &[]))).collect();
    sleep(SECOND * 105).await;
    let metrics = recorded.look();
    assert_eq!(value(&metrics, "upstream_waiting{}"), Some(5.0));
    assert_eq!(value(&metrics, "upstream_oldest_waiter_seconds{}"), Some(100.0));
    assert_eq!(PAUSED.state().oldest_wait, SECOND * 105);
    assert_eq!(value(&recorded.look(), "upstream_oldest_waiter_seconds{}"), Some(105.0));
    calls.iter().for_each(tokio::task::JoinHandle::abort);
    sleep(SECOND).await;
    let metrics = recorded.look();
    assert_eq!(value(&metrics, "upstream_waiting{}"), Some(0.0));
    assert_eq!(value(&metrics, "upstream_oldest_waiter_seconds{}"), Some(0.0));
}

#[tokio::test(start_paused = true)]
async fn slots_that_are_taken_are_a_gauge() {
    #[retry(upstream = upstream, name = "hang")]
    async fn hang(upstream: &Upstream) -> Result<(), Failed> {
        std::future::pending().await
    }
    let upstream = Upstream::new("gpt-5").in_flight(2);
    let recorded = Recorded::begin();
    let calls = (0..2).map(|_| hang(&upstream));
    let mut calls = Box::pin(futures_util::future::join_all(calls));
    let _ = timeout(SECOND, calls.as_mut()).await;
    assert_eq!(value(&recorded.look(), "upstream_in_flight{}"), Some(2.0));
    drop(calls);
    assert_eq!(value(&recorded.look(), "upstream_in_flight{}"), Some(0.0));
}

#[tokio::test(start_paused = true)]
async fn the_budget_is_a_gauge() {
    let upstream = Upstream::new("gpt-5");
    let recorded = Recorded::begin();
    call(&upstream, &[THROTTLED]).await;
    assert_eq!(value(&recorded.look(), "retry_budget_credits{}"), None, "it is free");
    call(&upstream, &[TRANSIENT; 3]).await;
    assert_eq!(value(&recorded.look(), "retry_budget_credits{}"), Some(490.0));
    call(&upstream, &[]).await;
    assert_eq!(value(&recorded.look(), "retry_budget_credits{}"), Some(491.0));
    call(&upstream, &[TRANSIENT]).await;
    assert_eq!(value(&recorded.look(), "retry_budget_credits{}"), Some(491.0), "as before the retry");
}

#[tokio::test(start_paused = true)]
async fn refusals_are_counted_by_class() {
    let upstream = Upstream::new("gpt-5");
    let recorded = Recorded::begin();
    call(&upstream, &[Verdict::overloaded(), THROTTLED]).await;
    call(&upstream, &[TRANSIENT, THROTTLED]).await;
    for reason in [PermanentReason::Quota, PermanentReason::Quota, PermanentReason::Auth] {
        call(&upstream, &[Verdict::permanent(reason)]).await;
    }
    let mut metrics = recorded.look();
    metrics.retain(|name, _| name.starts_with("upstream_refusals_total"));
    let count = |class: &str, count| {
        (format!("upstream_refusals_total{{upstream=gpt-5,class={class}}}"), vec![count])
    };
    let expected = [count("throttled", 2.0), count("overloaded", 1.0), count("quota spent", 2.0)];
    assert_eq!(metrics, BTreeMap::from(expected));
}

#[tokio::test(start_paused = true)]
async fn retries_that_may_not_be_made_are_counted_by_reason() {
    let upstream = Upstream::new("gpt-5").budget(10);
    let recorded = Recorded::begin();
    for _ in 0..3 {
        call(&upstream, &[TRANSIENT; 3]).await;
    }
    upstream.allow_retries(false);
    call(&upstream, &[THROTTLED]).await;
    let metrics = recorded.look();
    let denied =
        |reason: &str| value(&metrics, &format!("retries_denied_total{{upstream=gpt-5,reason={reason}}}"));
    assert_eq!((denied("budget spent"), denied("switched off")), (Some(2.0), Some(1.0)));
}
