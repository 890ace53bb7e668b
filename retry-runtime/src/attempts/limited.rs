mod alarm;

use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};
use core::time::Duration;
use std::time::Instant;

use pin_project_lite::pin_project;

use self::alarm::Alarm;
use super::attempt::Attempt;
use super::limits::{Cut, Timed};
use super::participation::Participation;
use super::plan::Plan;
use super::state::Attempts;
use crate::outcome::{FromTimedOut, Outcome, TimeLimit, TimedOut};
use crate::seam::Watch;
use crate::wait::{self, Clock, HasClock, LimitTimer, Timer};

// `refused` alone states what the error needs: another bound would report the same mistake twice.

/// Adds a clock to a call, and reads it for the first time.
#[inline]
pub fn timed<M, C: HasClock>(attempts: Attempts<M>, _: C) -> Attempts<M, Timed<C>> {
    attempts.with_time(Timed::start())
}

/// Runs an attempt within its own limit and the limit of the call.
#[expect(clippy::type_complexity, reason = "an alias cannot hold an `impl FnOnce`")]
#[inline]
pub fn limit<'a, M, C, P, T, F, R>(
    attempts: &'a mut Attempts<M, Timed<C>, P>,
    plan: &'a Plan,
    timer: T,
    attempt: F,
    refused: R,
) -> Limited<'a, M, C, P, F, impl FnOnce(Duration) -> T::Sleep + use<M, C, P, T, F, R>, T::Sleep, R>
where
    T: Timer,
    C: Clock,
    F: Future,
    R: Fn(TimedOut) -> F::Output,
{
    limit_with(attempts, plan, move |left| timer.sleep(left), attempt, refused)
}

/// As [`limit`], in a call with the user's own timer.
#[expect(clippy::type_complexity, reason = "an alias cannot hold an `impl FnOnce`")]
#[inline]
pub fn limit_by<'a, M, C, P, F, S, W, R>(
    attempts: &'a mut Attempts<M, Timed<C>, P>,
    plan: &'a Plan,
    sleep: S,
    attempt: F,
    refused: R,
) -> Limited<
    'a,
    M,
    C,
    P,
    F,
    impl FnOnce(Duration) -> LimitTimer<S, W> + use<M, C, P, F, S, W, R>,
    LimitTimer<S, W>,
    R,
>
where
    C: Clock,
    F: Future,
    S: FnOnce(Duration) -> W,
    W: Future<Output = ()>,
    R: Fn(TimedOut) -> F::Output,
{
    limit_with(attempts, plan, move |left| wait::limit(sleep, left), attempt, refused)
}

#[inline]
fn limit_with<'a, M, C, P, F, S, W, R>(
    attempts: &'a mut Attempts<M, Timed<C>, P>,
    plan: &'a Plan,
    sleep: S,
    attempt: F,
    refused: R,
) -> Limited<'a, M, C, P, F, S, W, R> {
    Limited {
        attempts,
        plan,
        attempt,
        cut: Cut::Attempt,
        alarm: Alarm::Unset { sleep: Some(sleep) },
        watch: Watch::new(),
        refused,
    }
}

pin_project! {
    /// An attempt that is cut when its time is up. The outcome is then a failure that says so.
    #[derive(Debug)]
    pub struct Limited<'a, M, C, P, F, S, W, R> {
        attempts: &'a mut Attempts<M, Timed<C>, P>,
        plan: &'a Plan,
        #[pin]
        attempt: F,
        // The limit that ends first.
        cut: Cut,
        #[pin]
        alarm: Alarm<S, W>,
        watch: Watch,
        // Makes the failure. A function of no size.
        refused: R,
    }
}

impl<M, C, P, F, S, W, R> Future for Limited<'_, M, C, P, F, S, W, R>
where
    C: Clock,
    F: Future,
    S: FnOnce(Duration) -> W,
    W: Future<Output = ()>,
    R: Fn(TimedOut) -> F::Output,
{
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let mut this = self.project();
        let mut first = None;
        if !this.alarm.is_set() {
            let now = C::now();
            let (left, cut) = this.attempts.time.limit(this.plan, now);
            *this.cut = cut;
            if left.is_zero() {
                return Poll::Ready((this.refused)(cut_off(this.attempts, this.plan, cut, this.watch)));
            }
            this.watch.begin(now, left);
            // A limit that is read when the call begins may be none.
            first = (left < Duration::MAX).then_some((now, left));
        }
        // Polled before the attempt, which may use up the budget that tokio gives a task per poll. No timer fires then.
        let mut is_over = this.alarm.as_mut().poll(context).is_ready();
        let polled = {
            let _entered = this.watch.enter();
            this.attempt.poll(context)
        };
        if this.watch.is_over() {
            return Poll::Ready((this.refused)(cut_off(this.attempts, this.plan, *this.cut, this.watch)));
        }
        if polled.is_ready() {
            return polled;
        }
        if let Some((begun, left)) = first {
            // The timer counts from now, but the attempt began before its first poll.
            let taken = C::now().saturating_duration_since(begun);
            this.alarm.as_mut().set_to(left.saturating_sub(taken));
            is_over = this.alarm.poll(context).is_ready();
        }
        if is_over {
            return Poll::Ready((this.refused)(cut_off(this.attempts, this.plan, *this.cut, this.watch)));
        }
        Poll::Pending
    }
}

/// The outcome of an attempt that a limit cut, or that never had its turn.
#[cold]
#[must_use]
pub fn refused<O: Outcome<Error: FromTimedOut>>(timed_out: TimedOut) -> O {
    O::from_error(FromTimedOut::from_timed_out(timed_out))
}

/// Ends an attempt whose time is up.
#[cold]
fn cut_off<M, C: Clock, P>(
    attempts: &mut Attempts<M, Timed<C>, P>,
    plan: &Plan,
    cut: Cut,
    watch: &Watch,
) -> TimedOut {
    watch.end();
    attempts.cut_off(plan, cut)
}

impl<M, C: Clock, P> Attempts<M, Timed<C>, P> {
    /// Remembers that the attempt was cut, and makes the error that says so.
    pub(crate) fn cut_off(&mut self, plan: &Plan, cut: Cut) -> TimedOut {
        self.time.cut = Some(cut);
        let (limit, after) = match cut {
            Cut::Attempt => (TimeLimit::Attempt, plan.attempt_timeout),
            Cut::MaxWait => (TimeLimit::Upstream, plan.max_wait),
            _ => (TimeLimit::Deadline, plan.deadline),
        };
        let (number, last_failure) = (self.number(), self.time.last_failure);
        let attempts = if cut.is_in_line() { number - 1 } else { number };
        let timed_out = TimedOut::call(limit, after.unwrap_or_default(), attempts, last_failure);
        match cut {
            _ if cut.is_in_line() => timed_out.in_line(),
            Cut::Attempt if number > 1 && number >= plan.attempts() => timed_out.of_last(),
            _ => timed_out,
        }
    }

    /// The latest time for the turn of the next attempt, and the limit that sets it.
    pub(crate) fn end_in_line(&self, plan: &Plan) -> (Option<Instant>, Cut) {
        self.time.end_in_line(plan, self.number() > 1)
    }

    /// If the deadline cut the attempt, replaces the outcome with the failure of the previous attempt, if that failure had
    /// an error.
    #[inline]
    pub fn restore<O: Outcome>(&mut self, last_error: &mut Option<O::Error>, outcome: &mut O) {
        if let Some(cut) = self.time.cut.and_then(Cut::after_failure) {
            if let Some(error) = last_error.take() {
                self.time.cut = Some(cut);
                *outcome = O::from_error(error);
            }
        }
    }
}

impl<M, C: Clock, P: Participation> Attempts<M, Timed<C>, P> {
    /// The attempt that begins now, for the body.
    #[inline]
    pub fn attempt(&self, plan: &Plan) -> Attempt {
        let limited = plan.attempt_timeout.is_some() || plan.deadline.is_some();
        // Only the rest of a limit is measured from here.
        let now = if limited { C::now() } else { self.time.started };
        Attempt {
            number: self.number(),
            max: plan.attempts(),
            call_began: self.time.started,
            began: now,
            waited: self.part.waited(),
            limit: limited.then(|| self.time.limit(plan, now).0),
            now: C::now,
        }
    }
}
