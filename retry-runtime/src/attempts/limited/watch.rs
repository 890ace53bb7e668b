use core::time::Duration;
use std::time::Instant;

/// Ends an attempt with its time on the virtual clock of a test, for which no timer fires. Without the feature it is
/// nothing.
#[derive(Debug, Default)]
pub(crate) struct Watch {
    #[cfg(feature = "test-util")]
    end: Option<Instant>,
}

#[cfg(feature = "test-util")]
impl Watch {
    /// Before the attempt.
    pub(super) fn begin(&mut self, begun: Instant, left: Duration) {
        self.end = crate::test::now().and_then(|_| begun.checked_add(left));
    }

    /// While the attempt is polled.
    pub(super) fn enter(&self) -> Option<crate::test::Entered> {
        crate::test::enter(self.end)
    }

    /// Whether the time was up by the end of a poll.
    pub(super) fn is_over(&self) -> bool {
        self.end.zip(crate::test::now()).is_some_and(|(end, now)| now >= end)
    }

    /// When the attempt was cut.
    pub(super) fn end(&self) {
        if let Some(end) = self.end {
            crate::test::set_now(end);
        }
    }
}

#[cfg(not(feature = "test-util"))]
const _: () = assert!(size_of::<Watch>() == 0);

#[cfg(not(feature = "test-util"))]
#[expect(clippy::unused_self, reason = "there is nothing to see to")]
impl Watch {
    #[inline]
    pub(super) const fn begin(&mut self, _: Instant, _: Duration) {}

    #[inline]
    pub(super) const fn enter(&self) -> Option<core::convert::Infallible> {
        None
    }

    #[inline]
    pub(super) const fn is_over(&self) -> bool {
        false
    }

    #[inline]
    pub(super) const fn end(&self) {}
}
