use std::cell::RefCell;
use std::time::Duration;

use retry_attr::{Retryable, Verdict};
use tokio::time::Instant;

/// The error that says this about itself.
#[derive(Debug, PartialEq)]
pub(crate) struct Failed(pub(crate) Verdict);

impl Retryable for Failed {
    fn verdict(&self) -> Verdict {
        self.0
    }
}

pub(crate) const TRANSIENT: Verdict = Verdict::transient();
pub(crate) const REFUSED: Verdict = Verdict::throttled().with_hint(Duration::from_secs(3));

/// An API that answers by a script, and then with success. It notes when it was asked.
#[derive(Debug)]
pub(crate) struct Api {
    began: Instant,
    script: RefCell<Vec<Verdict>>,
    asked: RefCell<Vec<Duration>>,
}

impl Api {
    pub(crate) fn new(script: impl IntoIterator<Item = Verdict>) -> Self {
        let mut script: Vec<_> = script.into_iter().collect();
        script.reverse();
        Self { began: Instant::now(), script: RefCell::new(script), asked: RefCell::default() }
    }

    pub(crate) fn ask(&self) -> Result<(), Failed> {
        self.asked.borrow_mut().push(self.began.elapsed());
        match self.script.borrow_mut().pop() {
            Some(verdict) => Err(Failed(verdict)),
            None => Ok(()),
        }
    }

    /// The time of the request.
    pub(crate) fn asked(&self) -> Vec<Duration> {
        self.asked.borrow().clone()
    }
}
