//! A subscriber that records events and spans, one line each.

#![allow(dead_code, reason = "no file needs all of it")]
#![allow(clippy::redundant_pub_crate, reason = "`unreachable_pub` asks for it")]

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::DefaultGuard;
use tracing::{Event, Level, Metadata, Subscriber};

/// The events at this level and above, in order.
#[derive(Clone)]
pub(super) struct Log {
    lines: Arc<Mutex<Vec<String>>>,
    level: Level,
}

impl Log {
    /// Listens to this thread.
    pub(super) fn listen(level: Level) -> (Self, DefaultGuard) {
        let log = Self { lines: Arc::default(), level };
        (log.clone(), tracing::subscriber::set_default(log))
    }

    pub(super) fn note(&self, line: impl Into<String>) {
        self.lines.lock().expect("nobody panics with it").push(line.into());
    }

    pub(super) fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.lines.lock().expect("nobody panics with it"))
    }
}

/// The fields in order; the message among them without its name.
#[derive(Default)]
struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let written = match field.name() {
            "message" => write!(self.0, " {value:?}"),
            name => write!(self.0, " {name}={value:?}"),
        };
        written.expect("a `String` takes it");
    }
}

fn line(metadata: &Metadata<'_>, record: impl FnOnce(&mut Line)) -> String {
    let mut line = Line(format!("{} {}", metadata.level(), metadata.target()));
    record(&mut line);
    line.0
}

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.level() <= &self.level && metadata.target() == "retry_attr"
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let line = line(span.metadata(), |line| span.record(line));
        self.note(format!("{line} ({})", span.metadata().name()));
        Id::from_u64(1)
    }

    fn event(&self, event: &Event<'_>) {
        self.note(line(event.metadata(), |line| event.record(line)));
    }

    fn enter(&self, _: &Id) {
        self.note("enter");
    }

    fn exit(&self, _: &Id) {
        self.note("exit");
    }

    fn try_close(&self, _: Id) -> bool {
        self.note("close");
        true
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
}
