mod watch;

use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll, ready};
use core::time::Duration;

use pin_project_lite::pin_project;

use self::watch::Watch;
use crate::attempts::Attempts;
use crate::clock::Clock;
use crate::outcome::Outcome;
use crate::plan::Plan;
use crate::time::{Cut, Timed};
use crate::timed_out::FromTimedOut;
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
    Limited { attempts, plan, attempt, alarm: Alarm::Unset { sleep: Some(sleep) }, watch: Watch::default() }
}

pin_project! {
    /// An attempt that is cut when its time is up: its outcome is then a failure that says so.
    #[derive(Debug)]
    pub struct Limited<'a, R, M, C, F, S, W> {
        attempts: &'a mut Attempts<R, M, Timed<C>>,
        plan: &'static Plan,
        #[pin]
        attempt: F,
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
        Set { cut: Cut, #[pin] timer: W },
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
        let (cut, timer) = match this.alarm.as_mut().project() {
            AlarmProjection::Set { cut, timer } => {
                let polled = this.attempt.poll(context);
                if this.watch.is_over() {
                    return Poll::Ready(cut_off(this.attempts, this.plan, *cut, this.watch));
                }
                if let Poll::Ready(outcome) = polled {
                    return Poll::Ready(outcome);
                }
                (*cut, timer)
            }
            AlarmProjection::Unset { sleep } => {
                let begun = C::now();
                let (left, cut) = this.attempts.time().limit(this.plan, begun);
                if left.is_zero() {
                    return Poll::Ready(cut_off(this.attempts, this.plan, cut, this.watch));
                }
                this.watch.begin(begun, left);
                let polled = this.attempt.poll(context);
                if this.watch.is_over() {
                    return Poll::Ready(cut_off(this.attempts, this.plan, cut, this.watch));
                }
                if let Poll::Ready(outcome) = polled {
                    return Poll::Ready(outcome);
                }
                // The timer counts from now, and the attempt began before its first poll.
                let left = left.saturating_sub(C::now().saturating_duration_since(begun));
                let Some(sleep) = sleep.take().filter(|_| !left.is_zero()) else {
                    return Poll::Ready(cut_off(this.attempts, this.plan, cut, this.watch));
                };
                this.alarm.set(Alarm::Set { cut, timer: sleep(left) });
                let AlarmProjection::Set { timer, .. } = this.alarm.project() else { return Poll::Pending };
                (cut, timer)
            }
        };
        ready!(timer.poll(context));
        Poll::Ready(cut_off(this.attempts, this.plan, cut, this.watch))
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
