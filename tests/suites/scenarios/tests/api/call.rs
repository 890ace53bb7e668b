//! One call of an annotated function: where its attempts go, and what it did.

use std::cell::{Cell, RefCell};
use std::future::{Ready, ready};
use std::time::Duration;

use ai_api::AiApi;
use retry_attr::{GaveUp, Retry, StopReason};

use crate::row::{Row, SERVER};

/// The argument of the annotated function, which also records what its options report.
#[derive(Debug)]
pub(crate) struct Call {
    /// Where the first attempts go, and how many.
    elsewhere: (String, usize),
    url: String,
    attempts: Cell<usize>,
    waits: RefCell<Vec<Waited>>,
    slept: RefCell<Vec<Duration>>,
    gave_up: RefCell<Vec<StopReason>>,
}

/// A wait, as `on_retry` receives it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Waited {
    pub(crate) wait: Duration,
    pub(crate) server_asked: bool,
    /// Whether the failed request may have reached a server.
    pub(crate) sent: bool,
}

impl Call {
    pub(crate) fn new(row: &Row, api: &AiApi) -> Self {
        let server = api.url();
        let (url, times) = &row.elsewhere;
        Self {
            elsewhere: (url.replace(SERVER, server.trim_start_matches("http://")), *times),
            url: server + row.path,
            attempts: Cell::default(),
            waits: RefCell::default(),
            slept: RefCell::default(),
            gave_up: RefCell::default(),
        }
    }

    /// Where this attempt goes; called once by each.
    pub(crate) fn next_url(&self) -> &str {
        let made = self.attempts.replace(self.attempts.get() + 1);
        let (url, times) = &self.elsewhere;
        if made < *times { url } else { &self.url }
    }

    /// For `on_retry`: it sees waits of zero too.
    pub(crate) fn note_retry<E>(&self, retry: &Retry<'_, E>) {
        let (wait, server_asked, sent) =
            (retry.wait(), retry.server_asked(), retry.verdict().may_have_been_sent());
        self.waits.borrow_mut().push(Waited { wait, server_asked, sent });
    }

    /// For `sleep`, in place of waiting.
    pub(crate) fn note_sleep(&self, wait: Duration) {
        self.slept.borrow_mut().push(wait);
    }

    /// For the `sleep` of an async function.
    pub(crate) fn note_async_sleep(&self, wait: Duration) -> Ready<()> {
        self.note_sleep(wait);
        ready(())
    }

    /// For `on_give_up`.
    pub(crate) fn note_give_up<E>(&self, gave_up: &GaveUp<'_, E>) {
        self.gave_up.borrow_mut().push(gave_up.stop_reason());
    }

    pub(crate) fn attempts(&self) -> usize {
        self.attempts.get()
    }

    pub(crate) fn waits(&self) -> Vec<Waited> {
        self.waits.borrow().clone()
    }

    pub(crate) fn slept(&self) -> Vec<Duration> {
        self.slept.borrow().clone()
    }

    pub(crate) fn gave_up(&self) -> Vec<StopReason> {
        self.gave_up.borrow().clone()
    }
}
