//! The real loop, as `#[retry]` writes it: `retry-macro`'s snapshots show it. The attribute itself takes its options
//! from the source, and a script has them from nowhere.

use std::cell::{Cell, RefCell};
use std::ops::ControlFlow;
use std::time::Duration;

use retry_attr::__private::{
    Attempts, Joined, Plan, Thread, Tokio, Under, admit_blocking_until, admit_until, block, is_wait, limit,
    refused, sleep, timed,
};
use retry_attr::test::advance;
use retry_attr::{GaveUp, Policy, Retry, Upstream};

use crate::failed::{Failed, Outcome};
use crate::script::{Draw, Script, Step};
use crate::told::Told;

/// A run of a script, and what its bodies and hooks note.
pub(crate) struct Run<'s> {
    script: &'s Script,
    plan: &'static Plan,
    upstream: Upstream,
    /// The number of the current attempt, from 1.
    number: Cell<usize>,
    begun: RefCell<Vec<Duration>>,
    told: RefCell<Vec<Told>>,
    alive: Cell<usize>,
}

/// The loop. `$attempt` runs an attempt, `$wait` waits.
macro_rules! call {
    ($run:expr, $attempts:expr, |$state:ident, $last:ident| $attempt:expr, |$delay:ident| $wait:expr) => {{
        let mut $state = $attempts;
        let mut $last: Option<Failed> = None;
        let mut retries = 0;
        loop {
            retries += 1;
            $run.number.set(retries);
            let random = || $run.draw();
            let $delay = {
                let outcome = $attempt;
                let options = &$run.script.options;
                let delay = if $run.script.hooks {
                    let judge = |outcome| options.judge(outcome);
                    match Attempts::settle_with(&mut $state, $run.plan, random, &outcome, judge) {
                        ControlFlow::Break(gave_up) => {
                            $run.note_give_up(gave_up);
                            break outcome;
                        }
                        ControlFlow::Continue(retry) => $run.note_retry(&retry),
                    }
                } else if options.has_judge() {
                    let judge = |outcome| options.judge(outcome);
                    match Attempts::settle_by(&mut $state, $run.plan, random, &outcome, judge) {
                        ControlFlow::Break(()) => break outcome,
                        ControlFlow::Continue(delay) => delay,
                    }
                } else {
                    match Attempts::settle(&mut $state, $run.plan, random, &outcome) {
                        ControlFlow::Break(()) => break outcome,
                        ControlFlow::Continue(delay) => delay,
                    }
                };
                if options.last_error {
                    $last = outcome.err();
                }
                delay
            };
            if is_wait($delay) {
                $wait;
            }
        }
    }};
}

impl<'s> Run<'s> {
    pub(crate) fn new(script: &'s Script) -> Self {
        let options = &script.options;
        let nanos = Duration::from_nanos;
        let plan = Plan::new("call", options.policy());
        let plan = options.attempt_timeout.map_or(plan, |limit| plan.attempt_timeout(nanos(limit)));
        let plan = options.deadline.map_or(plan, |limit| plan.deadline(nanos(limit)));
        let plan = if options.allows_nested { plan.allow_nested() } else { plan };
        let plan = if options.idempotent { plan } else { plan.not_idempotent() };
        let max_wait = options.upstream.and_then(|shared| shared.max_wait);
        let plan = max_wait.map_or(plan, |limit| plan.max_wait(nanos(limit)));
        let upstream = Upstream::new("model");
        let upstream = match options.upstream.and_then(|shared| shared.budget) {
            Some(size) => upstream.budget(size),
            None => upstream.no_budget(),
        };
        upstream.allow_retries(options.upstream.is_none_or(|shared| shared.allows_retries));
        Self {
            script,
            plan: Box::leak(Box::new(plan)),
            upstream,
            number: Cell::default(),
            begun: RefCell::default(),
            told: RefCell::default(),
            alive: Cell::default(),
        }
    }

    /// An annotated async function whose attempts `take` time.
    pub(crate) async fn call(&self, now: impl Fn() -> Duration, take: impl AsyncFn(Duration)) -> Outcome {
        let options = &self.script.options;
        let is_timed = options.attempt_timeout.is_some() || options.deadline.is_some();
        let attempts = Attempts::new;
        let body = || self.body(&now, &take);
        if options.upstream.is_some() {
            let attempts = timed(attempts().remembering().keeping_verdict(), Tokio);
            return call!(
                self,
                Attempts::sharing(attempts, Joined::new(Under::new(&self.upstream), Tokio)),
                |a, last| {
                    let admitted = admit_until(&mut a, self.plan, Tokio).await;
                    let mut outcome = match admitted {
                        Ok(()) => limit(&mut a, self.plan, Tokio, body(), refused).await,
                        Err(timed_out) => refused(timed_out),
                    };
                    Attempts::restore(&mut a, &mut last, &mut outcome);
                    outcome
                },
                |delay| sleep(Tokio, delay).await
            );
        }
        match (is_timed, self.remembers()) {
            (false, false) => {
                call!(self, attempts(), |a, _last| body().await, |delay| sleep(Tokio, delay).await)
            }
            (false, true) => {
                call!(self, attempts().remembering(), |a, _last| body().await, |delay| sleep(Tokio, delay)
                    .await)
            }
            (true, false) => call!(
                self,
                timed(attempts().keeping_verdict(), Tokio),
                |a, last| {
                    let mut outcome = limit(&mut a, self.plan, Tokio, body(), refused).await;
                    Attempts::restore(&mut a, &mut last, &mut outcome);
                    outcome
                },
                |delay| sleep(Tokio, delay).await
            ),
            (true, true) => call!(
                self,
                timed(attempts().remembering().keeping_verdict(), Tokio),
                |a, last| {
                    let mut outcome = limit(&mut a, self.plan, Tokio, body(), refused).await;
                    Attempts::restore(&mut a, &mut last, &mut outcome);
                    outcome
                },
                |delay| sleep(Tokio, delay).await
            ),
        }
    }

    /// The same for a sync function.
    pub(crate) fn call_sync(&self, now: impl Fn() -> Duration) -> Outcome {
        let attempts = Attempts::new;
        let body = || {
            let _alive = self.begin(&now);
            advance(Duration::from_nanos(self.step().takes));
            self.outcome()
        };
        if self.script.options.upstream.is_some() {
            let attempts = timed(attempts().remembering().keeping_verdict(), Thread);
            return call!(
                self,
                Attempts::sharing(attempts, Joined::new(Under::new(&self.upstream), Thread)),
                |a, last| {
                    let mut outcome = match admit_blocking_until(&mut a, self.plan, Thread) {
                        Ok(()) => body(),
                        Err(timed_out) => refused(timed_out),
                    };
                    Attempts::restore(&mut a, &mut last, &mut outcome);
                    outcome
                },
                |delay| block(Thread, delay)
            );
        }
        match (self.script.options.deadline.is_some(), self.remembers()) {
            (false, false) => call!(self, attempts(), |a, _last| body(), |delay| block(Thread, delay)),
            (false, true) => {
                call!(self, attempts().remembering(), |a, _last| body(), |delay| block(Thread, delay))
            }
            (true, false) => {
                call!(self, timed(attempts(), Thread), |a, _last| body(), |delay| block(Thread, delay))
            }
            (true, true) => {
                let attempts = timed(attempts().remembering(), Thread);
                call!(self, attempts, |a, _last| body(), |delay| block(Thread, delay))
            }
        }
    }

    async fn body(&self, now: &impl Fn() -> Duration, take: &impl AsyncFn(Duration)) -> Outcome {
        let _alive = self.begin(now);
        let takes = Duration::from_nanos(self.step().takes);
        if !takes.is_zero() {
            take(takes).await;
        }
        self.outcome()
    }

    fn begin(&self, now: &impl Fn() -> Duration) -> Alive<'_> {
        self.begun.borrow_mut().push(now());
        self.alive.set(self.alive.get() + 1);
        Alive(&self.alive)
    }

    fn step(&self) -> &'s Step {
        &self.script.steps[self.number.get() - 1]
    }

    fn outcome(&self) -> Outcome {
        Failed::outcome(self.step().ends, self.number.get())
    }

    fn draw(&self) -> u64 {
        self.step().random
    }

    fn remembers(&self) -> bool {
        self.script.options.by_path || self.script.options.jitter == Draw::Decorrelated
    }

    fn note_retry(&self, retry: &Retry<'_, Failed>) -> Duration {
        assert_eq!((retry.attempt() as usize, retry.max()), (self.number.get(), self.script.options.max));
        let (class, wait, server_asked) = (retry.class(), retry.wait(), retry.server_asked());
        self.told.borrow_mut().push(Told::Retried { class, wait, server_asked });
        wait
    }

    fn note_give_up(&self, gave_up: Option<GaveUp<'_, Failed>>) {
        if let Some(gave_up) = gave_up {
            assert_eq!(gave_up.attempt() as usize, self.number.get());
            let (class, reason) = (gave_up.class(), gave_up.stop_reason());
            self.told.borrow_mut().push(Told::GaveUp { class, stop_reason: reason });
        }
    }

    pub(crate) fn upstream(&self) -> &Upstream {
        &self.upstream
    }

    pub(crate) fn begun(&self) -> Vec<Duration> {
        self.begun.borrow().clone()
    }

    pub(crate) fn told(&self) -> Vec<Told> {
        self.told.borrow().clone()
    }

    /// The number of bodies that have begun and not ended.
    pub(crate) fn alive(&self) -> usize {
        self.alive.get()
    }
}

/// A body that is under way.
struct Alive<'a>(&'a Cell<usize>);

impl Drop for Alive<'_> {
    fn drop(&mut self) {
        self.0.set(self.0.get() - 1);
    }
}

/// The clock of the kit around, from now on.
pub(crate) fn virtual_clock() -> impl Fn() -> Duration {
    let plan = Plan::new("clock", Policy::DEFAULT);
    let attempt = timed(Attempts::new(), Thread).attempt(&plan);
    move || attempt.elapsed()
}
