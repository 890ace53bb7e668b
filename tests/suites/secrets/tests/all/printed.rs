//! The output of a running call: traces, metrics, and the caller's own output.

use std::error::Error;
use std::fmt::{Debug, Write as _};
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use metrics_util::debugging::DebuggingRecorder;
use tracing_subscriber::fmt::MakeWriter;

#[derive(Clone, Default)]
pub(crate) struct Printed(Arc<Mutex<String>>);

impl Printed {
    pub(crate) fn by(run: impl FnOnce(&Self)) -> String {
        let this = Self::default();
        let lines = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(this.clone());
        let recorder = DebuggingRecorder::new();
        tracing::subscriber::with_default(lines.finish(), || {
            metrics::with_local_recorder(&recorder, || run(&this));
        });
        this.debug(&recorder.snapshotter().snapshot().into_vec());
        let printed = this.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Clients trace, too, and what they show is theirs.
        let of_clients = |line: &&str| {
            [" hyper", " reqwest", " ureq"].iter().any(|client| line.contains(client) && line.contains("Z "))
        };
        printed.lines().filter(|line| !of_clients(line)).collect::<Vec<_>>().join("\n")
    }

    pub(crate) fn debug(&self, value: &impl Debug) {
        self.add(&format!("{value:?}\n{value:#?}\n"));
    }

    /// As logs do, with all that is inside.
    pub(crate) fn error(&self, error: &(dyn Error + 'static)) {
        let mut next = Some(error);
        while let Some(error) = next {
            self.add(&format!("{error}\n{error:#}\n{error:?}\n{error:#?}\n"));
            next = error.source();
        }
    }

    fn add(&self, text: &str) {
        let _ = self.0.lock().unwrap_or_else(PoisonError::into_inner).write_str(text);
    }
}

impl io::Write for Printed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.add(&String::from_utf8_lossy(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Printed {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}
