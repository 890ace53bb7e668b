use core::fmt;
use core::marker::PhantomData;
use core::ops::Deref;

use super::Upstream;
use super::shared::Shared;
use super::word::Pass;
use crate::attempts::Kept;
use crate::seam::Own;
use crate::verdict::Verdict;
use crate::wait::Clock;

/// The slot of an attempt whose outcome is a stream. It is free when this is dropped, and not when the attempt ends.
pub struct Slot<H: Deref<Target = Upstream>, C> {
    upstream: H,
    own: Own<Shared>,
    pass: Pass,
    clock: PhantomData<fn() -> C>,
}

impl<H: Deref<Target = Upstream>, C> Slot<H, C> {
    pub(super) fn new(upstream: H, own: Own<Shared>, pass: Pass) -> Self {
        Self { upstream, own, pass, clock: PhantomData }
    }

    fn shared(&self) -> &Shared {
        self.own.or(&self.upstream.shared)
    }
}

impl<H: Deref<Target = Upstream>, C: Clock> Kept for Slot<H, C> {
    fn broke(&self, verdict: Verdict) {
        self.shared().broke(verdict, C::now());
    }
}

impl<H: Deref<Target = Upstream>, C> Drop for Slot<H, C> {
    fn drop(&mut self) {
        if self.pass.has_slot() {
            self.shared().dropped(self.pass);
        }
    }
}

impl<H: Deref<Target = Upstream>, C> fmt::Debug for Slot<H, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Slot").field("is_held", &self.pass.has_slot()).finish_non_exhaustive()
    }
}
