//! The turn of an attempt, as the expansion asks for it.

use core::future::Future;
use core::ops::Deref;
use core::time::Duration;

use super::joined::Joined;
use super::slot::Slot;
use super::{Park, Refused, Upstream};
use crate::attempts::{Attempts, Plan, Timed};
use crate::outcome::TimedOut;
use crate::wait::{self, Clock, Timer};

/// Lets the next attempt go if it need not wait, and says whether it does.
#[inline]
pub fn may_go<M, T, H, C>(attempts: &mut Attempts<M, T, Joined<H, C>>) -> bool
where
    H: Deref<Target = Upstream>,
    C: Clock,
{
    let is_retry = is_retry(attempts);
    attempts.part.under.may_go::<C>(is_retry)
}

/// Waits for the turn of the next attempt in an async function.
#[inline]
pub async fn admit<M, T, H, C, S>(attempts: &mut Attempts<M, T, Joined<H, C>>, timer: S)
where
    H: Deref<Target = Upstream>,
    C: Clock + Copy,
    S: Timer + Copy,
{
    let is_retry = is_retry(attempts);
    let Joined { under, clock } = &mut attempts.part;
    granted(under.admit(*clock, is_retry, None, |look| look.sleep(timer)).await);
}

/// As [`admit`], with the user's own timer.
#[inline]
pub async fn admit_by<M, T, H, C, W>(
    attempts: &mut Attempts<M, T, Joined<H, C>>,
    mut sleep: impl FnMut(Duration) -> W,
) where
    H: Deref<Target = Upstream>,
    C: Clock + Copy,
    W: Future<Output = ()>,
{
    let is_retry = is_retry(attempts);
    let Joined { under, clock } = &mut attempts.part;
    granted(under.admit(*clock, is_retry, None, |look| look.sleep_by(&mut sleep)).await);
}

/// Waits for the turn of the next attempt in a sync function.
#[inline]
pub fn admit_blocking<M, T, H, C>(attempts: &mut Attempts<M, T, Joined<H, C>>, park: impl Park)
where
    H: Deref<Target = Upstream>,
    C: Clock + Copy,
{
    let is_retry = is_retry(attempts);
    let Joined { under, clock } = &mut attempts.part;
    granted(under.admit_blocking(*clock, is_retry, None, park));
}

/// As [`admit_blocking`], with the user's own wait.
#[inline]
pub fn admit_blocking_by<M, T, H, C>(
    attempts: &mut Attempts<M, T, Joined<H, C>>,
    mut block: impl FnMut(Duration),
) where
    H: Deref<Target = Upstream>,
    C: Clock + Copy,
{
    admit_blocking(attempts, |delay| wait::block_by(delay, &mut block));
}

#[inline]
fn is_retry<M, T, P>(attempts: &Attempts<M, T, P>) -> bool {
    attempts.number() > 1
}

/// A wait without an end is never refused.
#[inline]
fn granted(turn: Result<(), Refused>) {
    debug_assert!(turn.is_ok(), "{turn:?}");
}

/// As [`admit`], in a call with `deadline` or `max_wait`.
///
/// # Errors
///
/// If the turn does not come before the limit.
#[inline]
pub async fn admit_until<M, H, C, S>(
    attempts: &mut Attempts<M, Timed<C>, Joined<H, C>>,
    plan: &Plan,
    timer: S,
) -> Result<(), TimedOut>
where
    H: Deref<Target = Upstream>,
    C: Clock + Copy,
    S: Timer + Copy,
{
    let is_retry = is_retry(attempts);
    let (end, cut) = attempts.end_in_line(plan);
    let Joined { under, clock } = &mut attempts.part;
    let turn = under.admit(*clock, is_retry, end, |look| look.sleep(timer)).await;
    turn.map_err(|_| attempts.cut_off(plan, cut))
}

/// As [`admit_until`], with the user's own timer.
///
/// # Errors
///
/// If the turn does not come before the limit.
#[inline]
pub async fn admit_until_by<M, H, C, W>(
    attempts: &mut Attempts<M, Timed<C>, Joined<H, C>>,
    plan: &Plan,
    mut sleep: impl FnMut(Duration) -> W,
) -> Result<(), TimedOut>
where
    H: Deref<Target = Upstream>,
    C: Clock + Copy,
    W: Future<Output = ()>,
{
    let is_retry = is_retry(attempts);
    let (end, cut) = attempts.end_in_line(plan);
    let Joined { under, clock } = &mut attempts.part;
    let turn = under.admit(*clock, is_retry, end, |look| look.sleep_by(&mut sleep)).await;
    turn.map_err(|_| attempts.cut_off(plan, cut))
}

/// As [`admit_blocking`], in a call with `deadline` or `max_wait`.
///
/// # Errors
///
/// If the turn does not come before the limit.
#[inline]
pub fn admit_blocking_until<M, H, C>(
    attempts: &mut Attempts<M, Timed<C>, Joined<H, C>>,
    plan: &Plan,
    park: impl Park,
) -> Result<(), TimedOut>
where
    H: Deref<Target = Upstream>,
    C: Clock + Copy,
{
    if may_go(attempts) {
        return Ok(());
    }
    let is_retry = is_retry(attempts);
    let (end, cut) = attempts.end_in_line(plan);
    let Joined { under, clock } = &mut attempts.part;
    under.admit_blocking(*clock, is_retry, end, park).map_err(|_| attempts.cut_off(plan, cut))
}

/// As [`admit_blocking_until`], with the user's own wait.
///
/// # Errors
///
/// If the turn does not come before the limit.
#[inline]
pub fn admit_blocking_until_by<M, H, C>(
    attempts: &mut Attempts<M, Timed<C>, Joined<H, C>>,
    plan: &Plan,
    mut block: impl FnMut(Duration),
) -> Result<(), TimedOut>
where
    H: Deref<Target = Upstream>,
    C: Clock + Copy,
{
    admit_blocking_until(attempts, plan, |delay| wait::block_by(delay, &mut block))
}

/// The slot of the present attempt, for the stream that it returns.
#[inline]
pub fn slot<M, T, H, C>(attempts: &mut Attempts<M, T, Joined<H, C>>) -> Slot<H, C>
where
    H: Deref<Target = Upstream> + Clone,
    C: Clock + Copy,
{
    let Joined { under, clock } = &mut attempts.part;
    under.hand_over_slot(*clock)
}
