//! The budget for retries, which bounds the load that they add to an API in trouble. Throttled calls cost nothing here:
//! their cost is the pace.

use super::sync::{AtomicU32, Ordering::Relaxed};
use crate::verdict::FailureClass;

/// The price of a retry after a timeout: the attempt was long, and perhaps billed.
pub(super) const LARGEST_PRICE: u32 = 10;

/// The price of a retry after a failure of this class.
pub(super) const fn price(class: FailureClass) -> u32 {
    match class {
        FailureClass::TimedOut => LARGEST_PRICE,
        FailureClass::Throttled | FailureClass::Overloaded => 0,
        FailureClass::Transient | FailureClass::Permanent(_) => 5,
    }
}

/// A token bucket that successes fill, as in the AWS SDKs. It holds the spent credits and not the rest, so a full budget of
/// any size is zero, and can never be overfilled.
#[derive(Debug)]
pub(super) struct Budget {
    spent: AtomicU32,
}

impl Budget {
    pub(super) const fn of(spent: AtomicU32) -> Self {
        Self { spent }
    }

    #[inline]
    pub(super) fn is_full(&self) -> bool {
        self.spent.load(Relaxed) == 0
    }

    pub(super) fn left(&self, size: u32) -> u32 {
        size.saturating_sub(self.spent.load(Relaxed))
    }

    /// Pays, if enough is left.
    pub(super) fn withdraw(&self, price: u32, size: u32) -> Option<Change> {
        if price == 0 {
            return Some(Change::None);
        }
        let pay = |spent: u32| spent.checked_add(price).filter(|spent| *spent <= size);
        let before = self.spent.fetch_update(Relaxed, Relaxed, pay).ok()?;
        Some(if before == 0 { Change::NoLongerFull } else { Change::Part })
    }

    /// Gives back what a success earns: one token, or the price of the retry that succeeded.
    pub(super) fn deposit(&self, price: u32) -> Change {
        let earned = price.max(1);
        let earn = |spent: u32| spent.checked_sub(1).map(|_| spent.saturating_sub(earned));
        match self.spent.fetch_update(Relaxed, Relaxed, earn) {
            Ok(before) if before <= earned => Change::Full,
            Ok(_) => Change::Part,
            // The budget is full by now.
            Err(_) => Change::None,
        }
    }
}

/// A change of a budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    None,
    Part,
    NoLongerFull,
    Full,
}
