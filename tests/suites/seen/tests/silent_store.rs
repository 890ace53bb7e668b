//! A store that is silent, and answers again: one warning, and a gauge. They come from the thread that asks the store, so
//! that the listeners of this test are those of the whole program.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use std::{fmt, thread};

use metrics::{Counter, Gauge, GaugeFn, Histogram, Key, KeyName, Recorder, SharedString, Unit};
use retry_attr::fleet::{Answer, Script, Store};
use retry_attr::{Upstream, retry};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

static GPT: Upstream = Upstream::new("gpt-5");

#[retry(upstream = GPT)]
fn ask() -> std::io::Result<()> {
    Ok(())
}

/// The round trips that have begun. The thread that makes them sets the gauge, too.
static TRIPS: AtomicUsize = AtomicUsize::new(0);

#[derive(Clone, Default)]
struct Silent(Arc<AtomicBool>);

impl Store for Silent {
    fn run<'a>(&'a self, _: &'static Script, _: &'a [String], _: &'a [i64]) -> Answer<'a> {
        TRIPS.fetch_add(1, Relaxed);
        let answers = self.0.load(Relaxed);
        Box::pin(async move { if answers { Ok(vec![0; 12]) } else { std::future::pending().await } })
    }
}

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<(Level, String)>>>);

impl Subscriber for Lines {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "retry_attr"
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut message = Message::default();
        event.record(&mut message);
        self.0.lock().expect("no panic").push((*event.metadata().level(), message.0));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[derive(Default)]
struct Message(String);

impl Visit for Message {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        if field.name() == "message" {
            self.0 = format!("{value:?}");
        }
    }
}

/// The values of the gauge in their order, and after which trip each was set.
#[derive(Clone, Default)]
struct Values(Arc<Mutex<Vec<(f64, usize)>>>);

impl GaugeFn for Values {
    fn increment(&self, _: f64) {}

    fn decrement(&self, _: f64) {}

    fn set(&self, value: f64) {
        self.0.lock().expect("no panic").push((value, TRIPS.load(Relaxed)));
    }
}

impl Recorder for Values {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn describe_histogram(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn register_counter(&self, _: &Key, _: &metrics::Metadata<'_>) -> Counter {
        Counter::noop()
    }

    fn register_gauge(&self, key: &Key, _: &metrics::Metadata<'_>) -> Gauge {
        if key.name() == "retry_attr_upstream_store_silent" {
            assert_eq!(key.labels().map(metrics::Label::value).collect::<Vec<_>>(), ["gpt-5"]);
            return Gauge::from_arc(Arc::new(self.clone()));
        }
        Gauge::noop()
    }

    fn register_histogram(&self, _: &Key, _: &metrics::Metadata<'_>) -> Histogram {
        Histogram::noop()
    }
}

impl Values {
    /// Calls until the gauge has had this many values.
    fn call_until(&self, values: usize) {
        let begin = Instant::now();
        while self.0.lock().expect("no panic").len() < values {
            assert!(begin.elapsed() < Duration::from_secs(60), "the gauge does not change");
            call();
        }
    }
}

fn call() {
    ask().expect("the store never fails a call");
    thread::sleep(Duration::from_millis(20));
}

#[test]
fn each_silence_of_a_store_is_one_warning_and_a_gauge() {
    let (lines, values) = (Lines::default(), Values::default());
    metrics::set_global_recorder(values.clone()).expect("the first recorder");
    tracing::subscriber::set_global_default(lines.clone()).expect("the first subscriber");
    let store = Silent::default();
    GPT.share_in(store.clone()).expect("a name for keys");
    values.call_until(1);
    // The next trip, after a second, is silent too.
    let begin = Instant::now();
    while begin.elapsed() < Duration::from_millis(1500) {
        call();
    }
    store.0.store(true, Relaxed);
    values.call_until(2);
    store.0.store(false, Relaxed);
    values.call_until(3);
    let (values, trips): (Vec<_>, Vec<_>) = values.0.lock().expect("no panic").iter().copied().unzip();
    assert_eq!(values, [1.0, 0.0, 1.0]);
    assert_eq!(trips[0], 2, "the first connection may take longer than a trip");
    let warning = (Level::WARN, "the store is silent; this process goes on alone".to_owned());
    let answer = (Level::INFO, "the store answers again".to_owned());
    // The first call may wait for the first answer, and says so at a lower level.
    lines.0.lock().expect("no panic").retain(|(level, _)| *level <= Level::INFO);
    assert_eq!(*lines.0.lock().expect("no panic"), [warning.clone(), answer, warning]);
}
