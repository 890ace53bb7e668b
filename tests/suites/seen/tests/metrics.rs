//! The metrics of annotated functions.

use std::collections::BTreeMap;
use std::time::Duration;

use futures_util::{FutureExt as _, Stream, StreamExt as _, stream};
use metrics_util::debugging::{DebugValue, DebuggingRecorder};
use retry_attr::{PermanentReason, Retryable, TimedOut, Upstream, Verdict, retry};

/// An error with the verdict that it holds.
#[derive(Debug)]
struct Failed(Verdict);

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

const TRANSIENT: Verdict = Verdict::transient();
const AFTER_SEVEN: Verdict = Verdict::throttled().with_hint(Duration::from_secs(7));
const AUTH: Verdict = Verdict::permanent(PermanentReason::Auth);

/// Fails with these verdicts, the last first, and then succeeds.
#[retry(jitter = "none", name = "ask", sleep = |_| ())]
fn ask(verdicts: &mut Vec<Verdict>) -> Result<(), Failed> {
    verdicts.pop().map_or(Ok(()), |verdict| Err(Failed(verdict)))
}

/// The record: each metric as `name{label=value,…}`, with a counter's number or a histogram's values.
fn recorded(calls: impl FnOnce()) -> BTreeMap<String, Vec<f64>> {
    let recorder = DebuggingRecorder::new();
    metrics::with_local_recorder(&recorder, calls);
    let metrics = recorder.snapshotter().snapshot().into_vec().into_iter();
    metrics
        .map(|(key, _, _, value)| {
            let labels = key.key().labels().map(|label| format!("{}={}", label.key(), label.value()));
            let name = format!("{}{{{}}}", key.key().name(), labels.collect::<Vec<_>>().join(","));
            #[expect(clippy::cast_precision_loss, reason = "a small number")]
            let values = match value {
                DebugValue::Counter(count) => vec![count as f64],
                DebugValue::Histogram(values) => values.into_iter().map(|value| *value).collect(),
                DebugValue::Gauge(_) => panic!("{name} is a gauge"),
            };
            (name, values)
        })
        .collect()
}

fn expected<const N: usize>(metrics: [(&str, &[f64]); N]) -> BTreeMap<String, Vec<f64>> {
    metrics.into_iter().map(|(name, values)| (name.to_owned(), values.to_vec())).collect()
}

/// The call fails, and makes no attempt.
#[test]
fn a_call_without_a_turn_is_counted_and_no_attempt_is() {
    static PAUSED: Upstream = Upstream::new("paused");

    #[retry(upstream(PAUSED, max_wait = "2s"), name = "ask")]
    fn ask_in_vain() -> Result<(), Failed> {
        panic!("there is no turn")
    }
    PAUSED.pause(Duration::from_secs(3600));
    let metrics = recorded(|| assert!(ask_in_vain().is_err()));
    let call = "retry_attr_calls_total{function=ask,outcome=failure,retried=false,class=timed out}";
    assert_eq!(metrics.get(call), Some(&vec![1.0]), "{metrics:?}");
    assert!(!metrics.keys().any(|name| name.starts_with("retry_attr_attempts_total")), "{metrics:?}");
}

#[test]
fn a_call_is_one_of_four() {
    let metrics = recorded(|| {
        let calls: [&[Verdict]; 5] = [&[], &[AUTH], &[TRANSIENT], &[TRANSIENT, TRANSIENT], &[TRANSIENT; 3]];
        for verdicts in calls {
            let _ = ask(&mut verdicts.to_vec());
        }
    });
    let calls: BTreeMap<_, _> =
        metrics.into_iter().filter(|(name, _)| name.starts_with("retry_attr_calls_total")).collect();
    assert_eq!(
        calls,
        expected([
            ("retry_attr_calls_total{function=ask,outcome=success,retried=false,class=none}", &[1.0]),
            (
                "retry_attr_calls_total{function=ask,outcome=failure,retried=false,class=not authorized}",
                &[1.0]
            ),
            ("retry_attr_calls_total{function=ask,outcome=success,retried=true,class=none}", &[2.0]),
            ("retry_attr_calls_total{function=ask,outcome=failure,retried=true,class=transient}", &[1.0]),
        ])
    );
}

#[test]
fn attempts_are_counted_and_waits_measured_in_seconds() {
    let mut metrics =
        recorded(|| ask(&mut vec![TRANSIENT, AFTER_SEVEN]).expect("the third attempt succeeds"));
    metrics.retain(|name, _| !name.starts_with("retry_attr_calls_total"));
    assert_eq!(
        metrics,
        expected([
            ("retry_attr_attempts_total{function=ask,class=throttled}", &[1.0]),
            ("retry_attr_attempts_total{function=ask,class=transient}", &[1.0]),
            ("retry_attr_attempts_total{function=ask,class=none}", &[1.0]),
            ("retry_attr_wait_seconds{function=ask,class=throttled}", &[7.0]),
            ("retry_attr_wait_seconds{function=ask,class=transient}", &[1.0]),
        ])
    );
}

#[test]
fn options_that_judge_are_counted_too() {
    #[retry(max = 2, on_ok(0), name = "pick", sleep = |_| ())]
    fn pick(number: u8) -> Result<u8, Failed> {
        Ok(number)
    }
    let metrics = recorded(|| {
        let _ = (pick(0), pick(1));
    });
    let count = |name: &str| metrics.get(name).map(|values| values[0]);
    assert_eq!(count("retry_attr_attempts_total{function=pick,class=transient}"), Some(2.0));
    assert_eq!(count("retry_attr_attempts_total{function=pick,class=none}"), Some(1.0));
    assert_eq!(
        count("retry_attr_calls_total{function=pick,outcome=failure,retried=true,class=transient}"),
        Some(1.0)
    );
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_dropped_counts_the_attempts_that_ended() {
    #[retry(name = "ask", jitter = "none")]
    async fn ask() -> Result<(), Failed> {
        Err(Failed(TRANSIENT))
    }
    let recorder = DebuggingRecorder::new();
    let snapshotter = recorder.snapshotter();
    let guard = metrics::set_default_local_recorder(&recorder);
    // In the second wait.
    tokio::time::timeout(Duration::from_millis(700), ask()).await.expect_err("it waits");
    drop(guard);
    let metrics = snapshotter.snapshot().into_vec();
    let mut names: Vec<_> = metrics.iter().map(|(key, ..)| key.key().name()).collect();
    names.sort_unstable();
    assert_eq!(names, ["retry_attr_attempts_total", "retry_attr_wait_seconds"], "and no call, nor a gauge");
}

#[test]
fn a_stream_that_breaks_is_counted_apart() {
    #[retry(stream, name = "ask")]
    async fn ask() -> Result<impl Stream<Item = Result<u8, Failed>> + use<>, Failed> {
        Ok(stream::iter([Ok(1), Err(Failed(TRANSIENT)), Err(Failed(TRANSIENT))]))
    }
    let mut metrics = recorded(|| {
        let read = async { ask().await.expect("it has begun").count().await };
        assert_eq!(read.now_or_never(), Some(3));
    });
    assert_eq!(
        metrics.remove("retry_attr_broken_streams_total{function=ask,class=transient}"),
        Some(vec![1.0])
    );
    let names: Vec<_> = metrics.into_keys().collect();
    assert_eq!(
        names,
        [
            "retry_attr_attempts_total{function=ask,class=none}",
            "retry_attr_calls_total{function=ask,outcome=success,retried=false,class=none}",
        ]
    );
}
