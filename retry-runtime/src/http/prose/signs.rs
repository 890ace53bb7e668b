//! Sets of signs.

use super::sign::{SIGNS, Sign};

/// A set of signs.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Signs(u64);

const _: () = assert!(SIGNS <= 64, "a set of signs is one word");

impl Signs {
    pub(super) const NONE: Self = Self(0);

    /// A sign that proves something by itself, unless a word before it takes it back.
    pub(super) const FINDINGS: Self = Self::NONE
        .with(Sign::NoMoney)
        .with(Sign::NoQuota)
        .with(Sign::UsageLimitMet)
        .with(Sign::WindowMet)
        .with(Sign::WindowStated)
        .with(Sign::TooLong)
        .with(Sign::TooLarge)
        .with(Sign::Refused);

    /// The findings that concern the request itself, even in a demand.
    pub(super) const OF_REQUEST: Self =
        Self::NONE.with(Sign::TooLong).with(Sign::TooLarge).with(Sign::Refused);

    /// The findings that an offer takes back: a limit that the caller could have.
    pub(super) const OFFERED: Self = Self::NONE.with(Sign::WindowMet).with(Sign::WindowStated);

    /// The signs that "not" takes back.
    pub(super) const NEGATED: Self = Self::NONE
        .with(Sign::Insufficient)
        .with(Sign::Exhausted)
        .with(Sign::Expired)
        .with(Sign::Stopped)
        .with(Sign::Met)
        .with(Sign::NoMoney)
        .with(Sign::Again)
        .with(Sign::Oversized)
        .with(Sign::Blocked)
        .with(Sign::Overloaded)
        .with(Sign::TimedOut);

    /// The signs that count up to a colon.
    pub(super) const UP_TO_COLON: Self =
        Self::NONE.with(Sign::Negation).with(Sign::Doubt).with(Sign::Demand).with(Sign::Offer);

    /// The signs that belong to the limit before, and not to one that passes and stands behind them.
    pub(super) const OF_LIMIT: Self = Self::NONE
        .with(Sign::Met)
        .with(Sign::Exhausted)
        .with(Sign::Window)
        .with(Sign::Budget)
        .with(Sign::SpendLimit)
        .with(Sign::Stated);

    /// The signs that count only in some places, or that change what else counts.
    pub(super) const SPECIAL: Self =
        Self::FINDINGS.union(Self::NEGATED).with(Sign::Passing).with(Sign::Offer).with(Sign::Daily);

    /// The signs of a wait, which may go on in the next line.
    pub(super) const OF_WAIT: Self = Self::NONE.with(Sign::Again).with(Sign::Reset);

    pub(super) const fn with(self, sign: Sign) -> Self {
        Self(self.0 | 1 << sign as u32)
    }

    /// The set of one sign, by its number.
    pub(super) const fn of(sign: usize) -> Self {
        Self(1 << sign)
    }

    pub(super) const fn add(&mut self, sign: Sign) {
        *self = self.with(sign);
    }

    pub(super) const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(super) const fn without(self, others: Self) -> Self {
        Self(self.0 & !others.0)
    }

    pub(super) const fn has(self, sign: Sign) -> bool {
        self.0 & (1 << sign as u32) != 0
    }

    pub(super) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(super) const fn has_any(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    /// The signs of the set, by their numbers.
    pub(super) fn numbers(self) -> impl Iterator<Item = usize> {
        let mut rest = self.0;
        core::iter::from_fn(move || {
            let next = (rest != 0).then(|| rest.trailing_zeros() as usize)?;
            rest &= rest - 1;
            Some(next)
        })
    }
}
