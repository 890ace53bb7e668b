use core::future::Future;
use std::sync::Arc;
use std::time::SystemTime;
use std::vec::Vec;

use super::gate::Gate;
use super::record::Record;
use super::scoped::Scoped;
use super::state::Shared;
use crate::seam::Context;
use crate::upstream::Upstream;

/// The behavior of annotated functions inside a test. A kit without options changes nothing and only records.
///
/// A kit affects only the closure of [`run`](Kit::run) or the future of [`run_async`](Kit::run_async), on whichever thread
/// the future is polled. Tests that run side by side do not affect each other. Spawned tasks need [`wrap`](super::wrap).
/// If kits are nested, only the inner one applies.
///
/// A kit has its own state for each [`Upstream`](crate::Upstream), with the declared limits of the upstream and an open gate. So tests
/// that run side by side can use the same `static`. Inside a kit, `state`, `pause`, and the setters act on this state.
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use std::time::{Duration, SystemTime};
///
/// use retry_attr::test::Kit;
///
/// let kit = Kit::new()
///     .no_wait()
///     .seed(7)
///     .attempts(2)
///     .wall_clock(SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000));
/// // Call functions with `#[retry]` in the closure.
/// let (sum, record) = kit.run(|| 1 + 1);
/// assert_eq!((sum, record.attempts()), (2, 0));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct Kit {
    no_wait: bool,
    seed: Option<u64>,
    attempts: Option<u32>,
    wall_clock: Option<SystemTime>,
    gates: Vec<(usize, Gate)>,
}

impl Kit {
    /// A kit that only records.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::test::Kit;
    ///
    /// let (answer, record) = Kit::new().run(|| 42);
    /// assert_eq!((answer, record.attempts()), (42, 0));
    /// ```
    pub const fn new() -> Self {
        Self { no_wait: false, seed: None, attempts: None, wall_clock: None, gates: Vec::new() }
    }

    /// Skips the waits between attempts, and those for a turn at an upstream. The function of the option `sleep` is not called.
    ///
    /// The clock for `deadline`, `attempt_timeout`, and `attempt` becomes virtual. It advances only by the skipped waits and
    /// by [`advance`](super::advance). The whole kit has one clock, so calls that run side by side see each other's waits.
    ///
    /// A pending attempt may wait for something real, so its limit is a real timer. When the timer fires, the virtual clock
    /// shows the end of the limit. On tokio's paused clock this takes no time either.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use std::time::Duration;
    ///
    /// use retry_attr::test::{Kit, advance};
    ///
    /// // An hour passes on the virtual clock.
    /// let (_, record) = Kit::new().no_wait().run(|| advance(Duration::from_secs(3600)));
    /// assert_eq!(record.elapsed(), Duration::from_secs(3600));
    /// ```
    pub const fn no_wait(mut self) -> Self {
        self.no_wait = true;
        self
    }

    /// Draws jitter from this seed. The same seed gives the same waits on every machine. The seed does not replace the
    /// function of the option `random`.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::test::Kit;
    ///
    /// // The calls in both tests wait equally long.
    /// let (first, second) = (Kit::new().no_wait().seed(7), Kit::new().no_wait().seed(7));
    /// assert_eq!(first, second);
    /// ```
    pub const fn seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    /// Fixes the wall clock. A date in a reply is compared with this clock if the reply has no `Date`.
    ///
    /// The clock stands still, except for the waits that [`no_wait`](Self::no_wait) skips.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use std::time::{Duration, SystemTime};
    ///
    /// use retry_attr::http::{self, Reply};
    /// use retry_attr::test::Kit;
    ///
    /// let begin = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_770);
    /// let headers = [("retry-after", "Sun, 06 Nov 1994 08:49:37 GMT")];
    /// let (verdict, _) = Kit::new().wall_clock(begin).run(|| http::verdict(Reply::new(503, &headers, b"")));
    /// assert_eq!(verdict.hint(), Some(Duration::from_secs(7)));
    /// ```
    pub const fn wall_clock(mut self, time: SystemTime) -> Self {
        self.wall_clock = Some(time);
        self
    }

    /// Gives every annotated function this many attempts in place of its `max`. Zero counts as one.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::test::Kit;
    ///
    /// // Calls are not retried in this test.
    /// let (answer, _) = Kit::new().attempts(1).run(|| 42);
    /// assert_eq!(answer, 42);
    /// ```
    pub const fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = Some(if attempts == 0 { 1 } else { attempts });
        self
    }

    /// Starts an upstream paused or paced. Without this, its gate is open when the test begins.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use std::time::Duration;
    ///
    /// use retry_attr::Upstream;
    /// use retry_attr::test::{Gate, Kit};
    ///
    /// static GPT: Upstream = Upstream::new("gpt-5");
    ///
    /// let kit = Kit::new().no_wait().upstream(&GPT, Gate::Paused(Duration::from_secs(3)));
    /// let (paused_for, _) = kit.run(|| GPT.state().paused_for);
    /// assert_eq!(paused_for, Duration::from_secs(3));
    /// // Outside of the kit, the gate is open.
    /// assert!(GPT.state().paused_for.is_zero());
    /// ```
    pub fn upstream(mut self, upstream: &Upstream, gate: Gate) -> Self {
        self.gates.push((upstream.identity.number(), gate));
        self
    }

    fn shared(&self) -> Arc<Shared> {
        Arc::new(Shared::new(self.no_wait, self.seed, self.attempts, self.wall_clock, self.gates.clone()))
    }

    /// Runs a test of sync functions. If `test` returns a future, the future is not run: see [`run_async`](Kit::run_async).
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::test::Kit;
    ///
    /// let (answer, record) = Kit::new().no_wait().run(|| "call functions with `#[retry]` here".len());
    /// assert_eq!((answer, record.attempts()), (35, 0));
    /// ```
    pub fn run<T>(&self, test: impl FnOnce() -> T) -> (T, Record) {
        let shared = self.shared();
        let output = {
            let _entered = Context::new(shared.clone()).enter();
            test()
        };
        (output, shared.snapshot())
    }

    /// Runs a test of async functions. The record ends with the future: events of tasks that outlive it are lost.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::test::Kit;
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    /// # runtime.block_on(async {
    /// let (answer, record) = Kit::new().no_wait().run_async(async { 42 }).await;
    /// assert_eq!((answer, record.attempts()), (42, 0));
    /// # });
    /// # std::io::Result::Ok(())
    /// ```
    pub fn run_async<F: Future>(&self, future: F) -> impl Future<Output = (F::Output, Record)> + use<F> {
        let shared = self.shared();
        async move {
            let output = Scoped::new(future, Some(Context::new(shared.clone()))).await;
            (output, shared.snapshot())
        }
    }
}
