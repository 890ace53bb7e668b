/// A program in Lua that Redis runs in one piece. There are three, and a [`Store`](super::Store) runs no other.
///
/// Its text is constant: nothing of a name, a key, or a reply is ever a part of it.
#[derive(Debug, PartialEq, Eq)]
pub struct Script {
    name: &'static str,
    source: &'static str,
}

impl Script {
    /// A name for logs: `take`, `slow`, or `hold`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The text, for `SCRIPT LOAD` and `EVAL`.
    #[must_use]
    pub const fn source(&self) -> &'static str {
        self.source
    }

    /// All three, for a store that loads or compiles them beforehand.
    pub const ALL: [&'static Self; 3] = [&Self::TAKE, &Self::SLOW, &Self::HOLD];

    /// Leases slots.
    pub(super) const TAKE: Self = Self {
        name: "take",
        source: concat!(include_str!("script/pace.lua"), include_str!("script/take.lua")),
    };

    /// Reports a refusal.
    pub(super) const SLOW: Self = Self {
        name: "slow",
        source: concat!(include_str!("script/pace.lua"), include_str!("script/slow.lua")),
    };

    /// Leases slots of `in_flight`.
    pub(super) const HOLD: Self = Self { name: "hold", source: include_str!("script/hold.lua") };
}
