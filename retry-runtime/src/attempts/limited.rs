use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};
use core::time::Duration;

use pin_project_lite::pin_project;

use crate::attempts::Attempts;
use crate::attempts::limits::{Cut, Timed};
use crate::attempts::plan::Plan;
use crate::outcome::FromTimedOut;
use crate::outcome::Outcome;
use crate::seam::Watch;
use crate::wait::Clock;
use crate::wait::Timer;

// What the outcome has to be is asked for by `Limited` alone: a bound here would tell the same mistake twice.

/// Runs an attempt within its own limit and the call's.
#[inline]
pub fn limit<'a, R, M, C, T, F>(
    attempts: &'a mut Attempts<R, M, Timed<C>>,
    plan: &'static Plan,
    timer: T,
    attempt: F,
) -> Limited<'a, R, M, C, F, impl FnOnce(Duration) -> T::Sleep + use<R, M, C, T, F>, T::Sleep>
where
    T: Timer,
    C: Clock,
    F: Future,
{
    limit_by(attempts, plan, move |delay| timer.sleep(delay), attempt)
}

/// As [`limit`], with the user's own timer.
#[inline]
pub fn limit_by<'a, R, M, C, F, S, W>(
    attempts: &'a mut Attempts<R, M, Timed<C>>,
    plan: &'static Plan,
    sleep: S,
    attempt: F,
) -> Limited<'a, R, M, C, F, S, W>
where
    C: Clock,
    F: Future,
    S: FnOnce(Duration) -> W,
    W: Future<Output = ()>,
{
    Limited {
        attempts,
        plan,
        attempt,
        cut: Cut::Attempt,
        alarm: Alarm::Unset { sleep: Some(sleep) },
        watch: Watch::new(),
    }
}

pin_project! {
    /// An attempt that is cut when its time is up: its outcome is then a failure that says so.
    #[derive(Debug)]
    pub struct Limited<'a, R, M, C, F, S, W> {
        attempts: &'a mut Attempts<R, M, Timed<C>>,
        plan: &'static Plan,
        #[pin]
        attempt: F,
        // The limit that ends first.
        cut: Cut,
        #[pin]
        alarm: Alarm<S, W>,
        watch: Watch,
    }
}

pin_project! {
    /// The timer, built in place when the attempt first has to wait.
    #[derive(Debug)]
    #[project = AlarmProjection]
    enum Alarm<S, W> {
        Unset { sleep: Option<S> },
        Set { #[pin] timer: W },
    }
}

impl<S, W> Alarm<S, W>
where
    S: FnOnce(Duration) -> W,
    W: Future<Output = ()>,
{
    fn is_set(&self) -> bool {
        matches!(self, Self::Set { .. })
    }

    fn set_to(mut self: Pin<&mut Self>, left: Duration) {
        if let AlarmProjection::Unset { sleep } = self.as_mut().project() {
            if let Some(sleep) = sleep.take() {
                self.set(Self::Set { timer: sleep(left) });
            }
        }
    }

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        match self.project() {
            AlarmProjection::Set { timer } => timer.poll(context),
            AlarmProjection::Unset { .. } => Poll::Pending,
        }
    }
}

impl<R, M, C, F, S, W> Future for Limited<'_, R, M, C, F, S, W>
where
    C: Clock,
    F: Future<Output: Outcome<Error: FromTimedOut>>,
    S: FnOnce(Duration) -> W,
    W: Future<Output = ()>,
{
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let mut this = self.project();
        let mut first = None;
        if !this.alarm.is_set() {
            let now = C::now();
            let (left, cut) = this.attempts.time().limit(this.plan, now);
            *this.cut = cut;
            if left.is_zero() {
                return Poll::Ready(cut_off(this.attempts, this.plan, cut, this.watch));
            }
            this.watch.begin(now, left);
            first = Some((now, left));
        }
        // Before the attempt, which may use up all that tokio lets a task do in a poll: then no timer of its fires.
        let mut is_over = this.alarm.as_mut().poll(context).is_ready();
        let polled = {
            let _entered = this.watch.enter();
            this.attempt.poll(context)
        };
        if this.watch.is_over() {
            return Poll::Ready(cut_off(this.attempts, this.plan, *this.cut, this.watch));
        }
        if polled.is_ready() {
            return polled;
        }
        if let Some((begun, left)) = first {
            // The timer counts from now, and the attempt began before its first poll.
            let taken = C::now().saturating_duration_since(begun);
            this.alarm.as_mut().set_to(left.saturating_sub(taken));
            is_over = this.alarm.poll(context).is_ready();
        }
        if is_over {
            return Poll::Ready(cut_off(this.attempts, this.plan, *this.cut, this.watch));
        }
        Poll::Pending
    }
}

/// The outcome of an attempt whose time is up.
#[cold]
fn cut_off<R, M, C, O>(attempts: &mut Attempts<R, M, Timed<C>>, plan: &Plan, cut: Cut, watch: &Watch) -> O
where
    C: Clock,
    O: Outcome<Error: FromTimedOut>,
{
    watch.end();
    O::from_error(FromTimedOut::from_timed_out(attempts.cut_off(plan, cut)))
}
