use std::collections::BTreeMap;
use std::fmt;
use std::string::String;
use std::sync::{Arc, Mutex, PoisonError};

use super::Upstream;
use crate::wait::now;

/// A bounded registry of upstreams, for services with many models or tenants.
///
/// The first call with a key makes its upstream. There are never more than `capacity` upstreams: a new key then replaces the upstream
/// that was used least recently. If possible, this is an idle one, which has no calls and no learned pace. Calls that still use a
/// replaced upstream keep it until they end. Its pace, its budget, and its changed settings do not pass to the next upstream of this key.
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::{Upstream, Upstreams};
///
/// static MODELS: Upstreams = Upstreams::new(100, |model| Upstream::named(model).in_flight(8));
///
/// let gpt = MODELS.get("gpt-5");
/// assert_eq!(gpt.name(), "gpt-5");
/// assert!(std::sync::Arc::ptr_eq(&gpt, &MODELS.get("gpt-5")));
/// ```
///
/// In a function, write `upstream = MODELS.get(model)`. A field that owns a closure has the type
/// `Upstreams<Box<dyn Fn(&str) -> Upstream + Send + Sync>>`.
pub struct Upstreams<F = fn(&str) -> Upstream> {
    capacity: usize,
    make: F,
    entries: Mutex<Entries>,
}

#[derive(Default)]
struct Entries {
    by_key: BTreeMap<String, Entry>,
    /// Counts uses.
    uses: u64,
}

struct Entry {
    upstream: Arc<Upstream>,
    last_use: u64,
}

impl<F> Upstreams<F> {
    /// An empty registry of up to `capacity` upstreams. A capacity of zero counts as one. `make` is called with each new key.
    ///
    /// The name that `make` gives to an upstream is a label in traces and metrics. If a key is secret, such as an API key, derive another
    /// name from it.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::{Upstream, Upstreams};
    ///
    /// static TENANTS: Upstreams = Upstreams::new(1000, |tenant| Upstream::named(tenant).requests_per_minute(60));
    /// assert!(TENANTS.is_empty());
    /// ```
    #[must_use]
    pub const fn new(capacity: usize, make: F) -> Self {
        let entries = Entries { by_key: BTreeMap::new(), uses: 0 };
        Self { capacity, make, entries: Mutex::new(entries) }
    }

    /// The number of upstreams.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::{Upstream, Upstreams};
    ///
    /// let tenants = Upstreams::new(2, |tenant: &str| Upstream::named(tenant));
    /// assert!(tenants.is_empty());
    /// for tenant in ["a", "b", "c"] {
    ///     tenants.get(tenant);
    /// }
    /// assert_eq!(tenants.len(), 2);
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        self.lock(|entries| entries.by_key.len())
    }

    /// Whether the registry is empty.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::{Upstream, Upstreams};
    ///
    /// static MODELS: Upstreams = Upstreams::new(100, |model| Upstream::named(model));
    ///
    /// assert!(MODELS.is_empty());
    /// MODELS.get("gpt-5");
    /// assert!(!MODELS.is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn lock<R>(&self, look: impl FnOnce(&mut Entries) -> R) -> R {
        look(&mut self.entries.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl<F: Fn(&str) -> Upstream> Upstreams<F> {
    /// The upstream of this key. The first call with a key makes it.
    pub fn get(&self, key: &str) -> Arc<Upstream> {
        if let Some(upstream) = self.lock(|entries| entries.find(key)) {
            return upstream;
        }
        // The user's function runs without the lock. Of two threads with the same new key, the later takes the earlier one's.
        let made = Arc::new((self.make)(key));
        let (upstream, dropped) = self.lock(|entries| match entries.find(key) {
            Some(earlier) => (earlier, None),
            None => (Arc::clone(&made), entries.insert(key, Arc::clone(&made), self.capacity.max(1))),
        });
        drop(dropped);
        upstream
    }
}

impl Entries {
    fn find(&mut self, key: &str) -> Option<Arc<Upstream>> {
        let entry = self.by_key.get_mut(key)?;
        self.uses += 1;
        entry.last_use = self.uses;
        Some(Arc::clone(&entry.upstream))
    }

    /// Returns the one that makes room.
    fn insert(&mut self, key: &str, upstream: Arc<Upstream>, capacity: usize) -> Option<Entry> {
        let dropped = if self.by_key.len() >= capacity { self.least_worth() } else { None };
        self.uses += 1;
        self.by_key.insert(key.into(), Entry { upstream, last_use: self.uses });
        self.by_key.remove(&dropped?)
    }

    fn least_worth(&self) -> Option<String> {
        let least = self.by_key.iter().min_by_key(|(_, entry)| entry.worth());
        least.map(|(key, _)| key.clone())
    }
}

impl Entry {
    /// The reasons against dropping an entry, the weightier first.
    fn worth(&self) -> (bool, bool, u64) {
        let is_used = Arc::strong_count(&self.upstream) > 1;
        (is_used, !self.upstream.own().or(&self.upstream.shared).is_idle(now()), self.last_use)
    }
}

/// Shows no key: it may be an API key.
impl<F> fmt::Debug for Upstreams<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upstreams")
            .field("capacity", &self.capacity)
            .field("len", &self.len())
            .finish_non_exhaustive()
    }
}
