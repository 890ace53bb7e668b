//! The meaning of a phrase, alone or beside others.

/// The meaning of a phrase. Most are parts, which [`pairs`](super::pairs) put together.
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(u8)]
pub(in crate::http) enum Sign {
    /// A longer phrase that has nothing to do with the shorter one at its end.
    Nothing,
    /// "Not reached": takes back what the clause has said so far.
    Not,

    // Money: parts, and what they come to.
    Insufficient,
    Exhausted,
    Money,
    Spend,
    Budget,
    Account,
    Stopped,
    SpendLimit,
    /// Exhausted credit, a spending cap that is reached, an unpaid or suspended account.
    NoMoney,
    /// "Quota" that is insufficient or exhausted: money, unless a limit that passes is named anywhere.
    NoQuota,

    // Limits.
    Limit,
    /// The word "limit", behind which a number may stand.
    LimitOf,
    Met,
    Usage,
    UsageLimit,
    UsageLimitMet,
    Quota,
    /// "Quota exceeded", which Google says of limits by the minute, too.
    QuotaMet,
    /// "Per", "every", a slash: a unit of time follows.
    Per,
    /// "Daily", "24 hour": a limit follows.
    Daily,
    /// "Today", "this month": stands on either side of a limit.
    Today,
    /// A limit by the day, the week, or the month.
    Window,
    /// A limit by the second, the minute, or the hour, or of concurrency.
    Passing,
    /// "$20 per month" is no limit.
    Price,
    /// An offer before a limit that one could have: "Upgrade for 10,000 requests per day".
    Offer,
    /// A check that failed or is proposed tells nothing of its subject.
    Doubt,
    /// A limit on the number of requests, which no single request exceeds.
    Requests,
    RequestLimit,
    /// "RPM", which passes.
    RequestRate,
    Requested,
    /// "0 remaining" is no limit of zero.
    Left,

    // Waits.
    Again,
    Reset,
    In,
    Wait,
    ResetWait,
    /// Behind a duration: `30秒后`.
    After,
    AfterReset,
    /// "About", "at least": stands between "wait" and a duration.
    Filler,
    /// "Is", "of": stands between "limit" and a number.
    Is,
    One,
    And,
    Millisecond,
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,

    // The rest of what a message can prove.
    Prompt,
    Oversized,
    /// The length that a model takes.
    Context,
    TooLong,
    /// One request that is above a limit by itself, in so many words.
    TooLarge,
    Refused,
    Overloaded,
    RateLimit,
    TooMany,
    /// Too many requests of ours, in whatever words.
    Throttled,
}

/// How many signs there are.
pub(super) const SIGNS: usize = Sign::Throttled as usize + 1;

impl Sign {
    /// The nanoseconds of a unit of time.
    pub(super) const fn unit(self) -> Option<u64> {
        const SECOND: u64 = 1_000_000_000;
        const DAY: u64 = 86_400 * SECOND;
        Some(match self {
            Self::Millisecond => 1_000_000,
            Self::Second => SECOND,
            Self::Minute => 60 * SECOND,
            Self::Hour => 3600 * SECOND,
            Self::Day => DAY,
            Self::Week => 7 * DAY,
            // The shortest month: who asks for months has no quota left.
            Self::Month => 28 * DAY,
            _ => return None,
        })
    }
}

/// A set of signs.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Signs(u64);

const _: () = assert!(SIGNS <= 64, "a set of signs is one word");

impl Signs {
    pub(super) const NONE: Self = Self(0);

    /// A sign that proves something by itself, unless a doubt stands before it.
    pub(super) const FINDINGS: Self = Self::NONE
        .with(Sign::NoMoney)
        .with(Sign::NoQuota)
        .with(Sign::UsageLimitMet)
        .with(Sign::Window)
        .with(Sign::TooLong)
        .with(Sign::TooLarge)
        .with(Sign::Refused);

    pub(super) const fn with(self, sign: Sign) -> Self {
        Self(self.0 | 1 << sign as u32)
    }

    pub(super) const fn add(&mut self, sign: Sign) {
        *self = self.with(sign);
    }

    pub(super) const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn not(self) -> Self {
        Self(!self.0)
    }

    pub(super) const fn has(self, sign: Sign) -> bool {
        self.0 & (1 << sign as u32) != 0
    }

    pub(super) const fn has_any(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }
}
