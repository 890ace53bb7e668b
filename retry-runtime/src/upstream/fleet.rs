//! The part of an upstream that processes share through a store, such as Redis.
//!
//! The gate of each process stays where it is. Between processes it shares the pause and the pace, slots in leases,
//! declared limits, and the slots of `in_flight`; not the budget, and not outages. A store that is silent for 50 ms is left
//! alone for a while, and the gate decides alone.

mod answer;
mod gate;
mod hear;
mod lease;
mod link;
mod member;
mod part;
mod question;
#[cfg(feature = "redis-1")]
mod redis;
mod script;
mod share_in;
mod store;
#[cfg(test)]
mod tests;
mod worker;

use std::boxed::Box;

use self::member::Member;
#[cfg(feature = "redis-1")]
pub use self::redis::{Reconnecting, RedisStore};
pub use self::script::Script;
pub use self::store::{Answer, Store, StoreError};

/// This process among those that share the upstream, if it is shared.
#[derive(Debug)]
pub(super) struct Membership(Option<Box<Member>>);

impl Membership {
    pub(super) const fn none() -> Self {
        Self(None)
    }

    pub(super) fn is_shared(&self) -> bool {
        self.0.is_some()
    }

    /// Whether each call needs a slot of the store, whatever the pace is.
    pub(super) fn holds_calls(&self) -> bool {
        self.connected().is_some_and(Member::needs_slots_without_pace)
    }

    fn connected(&self) -> Option<&Member> {
        self.0.as_deref().filter(|member| !member.is_alone())
    }

    fn connected_mut(&mut self) -> Option<&mut Member> {
        self.0.as_deref_mut().filter(|member| !member.is_alone())
    }
}
