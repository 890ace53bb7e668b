use core::time::Duration;
use std::vec::Vec;

use super::warning::Warning;
use crate::event::{Event, StopReason};
use crate::verdict::FailureClass;

/// The attempts of the annotated functions in a kit, in the order in which they ended.
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::test::{End, Kit};
///
/// let (_, record) = Kit::new().no_wait().run(|| {
///     // Call functions with `#[retry]` here.
/// });
/// for entry in record.entries() {
///     match entry.end() {
///         End::Retried { class, wait, .. } => println!("{}: {class}, then {wait:?}", entry.function()),
///         end => println!("attempt {} ended: {end:?}", entry.attempt()),
///     }
/// }
/// assert!(record.of("ask").waits().is_empty() && record.stop_reasons().is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct Record {
    pub(super) entries: Vec<Entry>,
    pub(super) warnings: Vec<Warning>,
    pub(super) elapsed: Duration,
}

/// One attempt of an annotated function in a kit.
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::test::{Entry, Record};
///
/// fn longest_line(record: &Record) -> Option<&Entry> {
///     record.entries().iter().max_by_key(|entry| entry.upstream_wait())
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub(super) function: &'static str,
    pub(super) attempt: u32,
    pub(super) upstream_wait: Duration,
    pub(super) end: End,
}

impl Entry {
    /// The function: its path, or the value of the option `name`.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::test::Record;
    ///
    /// fn functions(record: &Record) -> Vec<&'static str> {
    ///     record.entries().iter().map(|entry| entry.function()).collect()
    /// }
    /// ```
    #[must_use]
    pub fn function(&self) -> &'static str {
        self.function
    }

    /// The number of the attempt in its call, starting at 1.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::test::Record;
    ///
    /// fn first_attempts(record: &Record) -> usize {
    ///     record.entries().iter().filter(|entry| entry.attempt() == 1).count()
    /// }
    /// ```
    #[must_use]
    pub fn attempt(&self) -> u32 {
        self.attempt
    }

    /// The time that the attempt waited for its turn at its upstream. Zero if it went at once, or if the function has no
    /// `upstream`.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::test::Record;
    ///
    /// fn waited_in_line(record: &Record) -> usize {
    ///     record.entries().iter().filter(|entry| !entry.upstream_wait().is_zero()).count()
    /// }
    /// ```
    #[must_use]
    pub fn upstream_wait(&self) -> Duration {
        self.upstream_wait
    }

    /// The end of the attempt.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::test::{End, Record};
    ///
    /// fn successes(record: &Record) -> usize {
    ///     record.entries().iter().filter(|entry| *entry.end() == End::Succeeded).count()
    /// }
    /// ```
    #[must_use]
    pub fn end(&self) -> &End {
        &self.end
    }
}

/// The end of an attempt.
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use std::time::Duration;
///
/// use retry_attr::test::{End, Record};
///
/// /// The waits that the server asked for.
/// fn asked(record: &Record) -> Vec<Duration> {
///     let wait = |end: &End| match end {
///         End::Retried { wait, server_asked: true, .. } => Some(*wait),
///         _ => None,
///     };
///     record.entries().iter().filter_map(|entry| wait(entry.end())).collect()
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum End {
    /// The attempt succeeded.
    Succeeded,
    /// The attempt failed, and another attempt followed after a wait.
    #[non_exhaustive]
    Retried {
        /// The class of the failure.
        class: FailureClass,
        /// The wait, even if the kit skipped it.
        wait: Duration,
        /// Whether the server asked for this wait. If not, the wait is our own.
        server_asked: bool,
    },
    /// The attempt failed, and the call returned its failure. If the reason is `StreamBegun`, the returned stream failed later,
    /// and this entry follows that of the success.
    #[non_exhaustive]
    GaveUp {
        /// The class of the failure.
        class: FailureClass,
        /// The reason why no further attempt was made.
        stop_reason: StopReason,
    },
    /// The attempt never began: `deadline` or `max_wait` ended the call before its turn at the upstream.
    #[non_exhaustive]
    NoTurn {
        /// The limit that ended the call.
        stop_reason: StopReason,
    },
}

impl Record {
    /// All entries.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::test::Kit;
    ///
    /// let (_, record) = Kit::new().run(|| "call functions with `#[retry]` here");
    /// assert!(record.entries().is_empty());
    /// ```
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The number of attempts of all calls. An attempt that never got its turn at its upstream does not count.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::test::Record;
    ///
    /// fn assert_retried_once(record: &Record) {
    ///     assert_eq!(record.attempts(), 2);
    /// }
    /// ```
    #[must_use]
    pub fn attempts(&self) -> usize {
        let is_attempt = |end: &End| match end {
            End::Succeeded | End::Retried { .. } => true,
            End::GaveUp { stop_reason, .. } => *stop_reason != StopReason::StreamBegun,
            End::NoTurn { .. } => false,
        };
        self.entries.iter().filter(|entry| is_attempt(&entry.end)).count()
    }

    /// The wait before each retry.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use std::time::Duration;
    ///
    /// use retry_attr::test::Record;
    ///
    /// fn assert_obeyed(record: &Record) {
    ///     assert!(record.waits()[0] >= Duration::from_secs(20), "the server asked for 20 s");
    /// }
    /// ```
    #[must_use]
    pub fn waits(&self) -> Vec<Duration> {
        self.each(|end| match end {
            End::Retried { wait, .. } => Some(*wait),
            _ => None,
        })
    }

    /// The time that each attempt waited for its turn at its upstream, even if its turn never came. Attempts that went at once
    /// are left out.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::test::Record;
    ///
    /// fn assert_not_paced(record: &Record) {
    ///     assert!(record.upstream_waits().is_empty());
    /// }
    /// ```
    #[must_use]
    pub fn upstream_waits(&self) -> Vec<Duration> {
        let waits = self.entries.iter().map(|entry| entry.upstream_wait);
        waits.filter(|wait| !wait.is_zero()).collect()
    }

    /// The class of each failed attempt.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::FailureClass;
    /// use retry_attr::test::Record;
    ///
    /// fn assert_throttled_twice(record: &Record) {
    ///     assert_eq!(record.classes(), [FailureClass::Throttled; 2]);
    /// }
    /// ```
    #[must_use]
    pub fn classes(&self) -> Vec<FailureClass> {
        self.each(|end| match end {
            End::Retried { class, .. } | End::GaveUp { class, .. } => Some(*class),
            End::Succeeded | End::NoTurn { .. } => None,
        })
    }

    /// The stop reason of each call that gave up.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::StopReason;
    /// use retry_attr::test::Record;
    ///
    /// fn assert_gave_up(record: &Record) {
    ///     assert_eq!(record.stop_reasons(), [StopReason::Attempts]);
    /// }
    /// ```
    #[must_use]
    pub fn stop_reasons(&self) -> Vec<StopReason> {
        self.each(|end| match end {
            End::GaveUp { stop_reason, .. } | End::NoTurn { stop_reason } => Some(*stop_reason),
            _ => None,
        })
    }

    /// The mistakes in the use of upstreams, each once per upstream.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::test::Kit;
    ///
    /// let (_, record) = Kit::new().no_wait().run(|| {
    ///     // Call functions with `upstream(GPT, cost = …)` here.
    /// });
    /// assert_eq!(record.warnings(), []);
    /// ```
    #[must_use]
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// The time that passed on the virtual clock of [`Kit::no_wait`](super::Kit::no_wait): the waits, and the time by which
    /// attempts [advanced](super::advance) the clock. Zero without that clock.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use std::time::Duration;
    ///
    /// use retry_attr::test::Record;
    ///
    /// fn assert_quick(record: &Record) {
    ///     assert!(record.elapsed() < Duration::from_secs(60));
    /// }
    /// ```
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// The attempts of one function. The end of its path is enough: `"ask"` or `"client::ask"`. The warnings stay, because they concern
    /// upstreams.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::test::Record;
    ///
    /// fn assert_summarized_once(record: &Record) {
    ///     assert_eq!(record.of("client::summarize").attempts(), 1);
    /// }
    /// ```
    pub fn of(&self, function: &str) -> Self {
        let is_of = |entry: &&Entry| {
            let path = entry.function.strip_suffix(function);
            path.is_some_and(|path| path.is_empty() || path.ends_with("::"))
        };
        let entries = self.entries.iter().filter(is_of).cloned().collect();
        Self { entries, warnings: self.warnings.clone(), elapsed: self.elapsed }
    }

    fn each<T>(&self, of: impl Fn(&End) -> Option<T>) -> Vec<T> {
        self.entries.iter().filter_map(|entry| of(&entry.end)).collect()
    }
}

impl From<Event> for End {
    fn from(event: Event) -> Self {
        match event {
            Event::Succeeded => Self::Succeeded,
            Event::Retried(verdict, wait) => {
                Self::Retried { class: verdict.class(), wait: wait.duration, server_asked: wait.is_hint }
            }
            Event::GaveUp(verdict, stop_reason) => Self::GaveUp { class: verdict.class(), stop_reason },
            Event::NoTurn(_, stop_reason) => Self::NoTurn { stop_reason },
            #[cfg(feature = "stream")]
            Event::Broke(verdict) => {
                Self::GaveUp { class: verdict.class(), stop_reason: StopReason::StreamBegun }
            }
        }
    }
}
