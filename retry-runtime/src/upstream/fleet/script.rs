/// A Lua script that Redis runs atomically. There are three, and a [`Store`](super::Store) runs no others.
///
/// The text is constant. It never contains a name, a key, or a part of a reply.
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::fleet::Script;
///
/// let names = Script::ALL.map(Script::name);
/// assert_eq!(names, ["take", "slow", "hold"]);
/// assert!(Script::ALL.iter().all(|script| script.source().contains("redis.call")));
/// ```
#[derive(Debug, PartialEq, Eq)]
pub struct Script {
    name: &'static str,
    source: &'static str,
}

impl Script {
    /// A name for logs: `take`, `slow`, or `hold`.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::fleet::Script;
    ///
    /// for script in Script::ALL {
    ///     println!("loading {}", script.name());
    /// }
    /// ```
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The text, for `SCRIPT LOAD` and `EVAL`.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::fleet::Script;
    ///
    /// fn load(script: &Script) -> [&str; 3] {
    ///     ["SCRIPT", "LOAD", script.source()]
    /// }
    /// # assert!(!load(Script::ALL[0])[2].is_empty());
    /// ```
    #[must_use]
    pub const fn source(&self) -> &'static str {
        self.source
    }

    /// All scripts, for a store that loads or compiles them beforehand.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::fleet::Script;
    ///
    /// assert_eq!(Script::ALL.map(Script::name), ["take", "slow", "hold"]);
    /// ```
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
