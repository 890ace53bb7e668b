use std::boxed::Box;
use std::sync::Arc;

use super::link::Link;
use super::member::Member;
use super::store::Store;
use super::{Membership, worker};
use crate::upstream::{Upstream, UpstreamError};
use crate::wait::now;

impl Upstream {
    /// Shares the upstream with all processes that use the same store, namespace, and name. Call it once at startup. A
    /// later call replaces the store.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::Upstream;
    /// use retry_attr::fleet::Store;
    ///
    /// static GPT: Upstream = Upstream::new("gpt-5");
    ///
    /// fn start(store: impl Store) -> Result<(), retry_attr::UpstreamError> {
    ///     GPT.share_in(store)
    /// }
    /// ```
    ///
    /// The processes share the pause, the pace, the declared limits, and the slots of [`in_flight`](Upstream::in_flight), which are
    /// leased for 60 s and renewed. If several processes wait for slots, they get equal parts, or take turns.
    ///
    /// The processes do not share the budget and outages. [`pause`](Upstream::pause) and [`open`](Upstream::open) act only on this process,
    /// and if the fleet is paced, `open` lasts until the next answer of the store, about a second. [`state`](Upstream::state) shows this
    /// process and its part of the pace and of the declared limits.
    ///
    /// All processes should declare the same settings. During a rolling deployment, they differ for a while: each call then counts by the
    /// limits of its own process, and a hint holds all processes for at most the [`max_pause`](Upstream::max_pause) of the process that
    /// met it.
    ///
    /// While the gate is open, the upstream asks the store at most once per second, and no call waits for the answer. Only the first calls
    /// wait for the first answer, so that a process that starts in a paced fleet does not send them all at once. A paced process leases
    /// the slots of a quarter of a second at a time.
    ///
    /// # A store that is slow or gone
    ///
    /// No call waits for the store longer than 50 ms, and no call fails because of it. After 50 ms, this process goes on alone, at
    /// a part of the last pace of all processes. If this process took a tenth of all slots in the last 30 to 60 s, that part is a tenth.
    /// A process that does not know its part takes an equal part among the declared number of [`processes`](Upstream::processes). The
    /// process keeps the slots of `in_flight` that it held last, and one at least. It asks the store again after 1 s, 2 s, and so on, up
    /// to 30 s. The feature `tracing` warns once, and the gauge `retry_attr_upstream_store_silent` of `metrics-024` is 1 until the store
    /// answers.
    ///
    /// # Tests
    ///
    /// Inside a test kit, each upstream has its own state, and `share_in` only checks the names: a test asks no store.
    ///
    /// # Errors
    ///
    /// [`UpstreamError::NameInKey`] if the name or the namespace contains `{`, `}`, or `:`, or if the namespace contains `/`;
    /// [`UpstreamError::NoThread`] if the thread that asks the store cannot be started; and the errors of [`check`](Upstream::check).
    pub fn share_in(&self, store: impl Store) -> Result<(), UpstreamError> {
        self.check()?;
        if self.name().contains(['{', '}', ':']) || store.namespace().contains(['{', '}', ':', '/']) {
            return Err(UpstreamError::NameInKey);
        }
        // A kit has its own state and its own clock.
        if !core::ptr::eq(self.own().or(&self.shared), &raw const self.shared) {
            return Ok(());
        }
        let link = Arc::new(Link::new(self.name(), Arc::new(store)));
        if !worker::serve(Arc::clone(&link)) {
            return Err(UpstreamError::NoThread);
        }
        let member = Membership(Some(Box::new(Member::new(link, self.shared.settings.limits()))));
        let earlier = self.shared.lock(now(), |gate| core::mem::replace(&mut gate.state.fleet, member));
        drop(earlier);
        Ok(())
    }
}
