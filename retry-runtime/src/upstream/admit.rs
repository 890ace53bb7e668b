//! The turn of an attempt, as the expansion asks for it.

use core::future::Future;
use core::ops::Deref;
use core::time::Duration;

use super::joined::Joined;
use super::{Park, Refused, Upstream};
use crate::attempts::Attempts;
use crate::wait::{self, Clock, Timer};

/// Waits for the turn of the next attempt in an async function.
#[inline]
pub async fn admit<M, T, H, C, S>(attempts: &mut Attempts<M, T, Joined<H, C>>, timer: S)
where
    H: Deref<Target = Upstream>,
    C: Clock + Copy,
    S: Timer + Copy,
{
    admit_by(attempts, |delay| timer.sleep(delay)).await;
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
    let is_retry = attempts.number() > 1;
    let Joined { under, clock } = &mut attempts.part;
    let turn = under.admit(*clock, is_retry, None, |delay| wait::sleep_by(delay, &mut sleep)).await;
    granted(turn);
}

/// Waits for the turn of the next attempt in a sync function.
#[inline]
pub fn admit_blocking<M, T, H, C>(attempts: &mut Attempts<M, T, Joined<H, C>>, park: impl Park)
where
    H: Deref<Target = Upstream>,
    C: Clock + Copy,
{
    let is_retry = attempts.number() > 1;
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

/// A wait without an end is never refused.
#[inline]
fn granted(turn: Result<(), Refused>) {
    debug_assert!(turn.is_ok(), "{turn:?}");
}
