//! The meaning of a phrase, alone or beside others.

/// The meaning of a phrase. Most are parts, which [`pairs`](super::pairs) put together.
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(u8)]
pub(in crate::http) enum Sign {
    // Money.
    Insufficient,
    Exhausted,
    Expired,
    Money,
    Spend,
    Budget,
    /// An account, or a bill.
    Account,
    /// "Suspended", "overdue".
    Stopped,
    SpendLimit,
    /// Exhausted credit, a spending cap that is reached, an unpaid or suspended account.
    NoMoney,
    FreeTier,
    /// "Quota" that is insufficient or exhausted: money, unless a limit that passes is named anywhere.
    NoQuota,

    // Limits.
    Limit,
    /// "Limited to", "at most": a limit is stated.
    Stated,
    /// "Reached", "exceeded", "too many".
    Met,
    Usage,
    UsageLimit,
    UsageLimitMet,
    Quota,
    /// "Quota exceeded", which Google says of limits by the minute, too.
    QuotaMet,
    /// "Daily", "24 hour": a limit follows.
    Daily,
    /// "Today", "this month": stands on either side of a limit.
    Today,
    /// A limit by the day, the week, or the month is named.
    Window,
    /// A limit of a window is stated, which counts if no other limit is stated.
    WindowStated,
    /// A limit of a window is met.
    WindowMet,
    /// A limit by the second, the minute, or the hour, or of concurrency.
    Passing,
    RateLimit,
    /// A limit on the number of requests, which no single request exceeds.
    RequestLimit,

    // Words that take back the findings behind them in the clause.
    /// "Not": takes back the next words.
    Negation,
    /// "If", "whether": takes back every finding.
    Doubt,
    /// "Must be", "the field": speaks of the request, and not of the account.
    Demand,
    /// An offer before a limit that the caller could have: "Upgrade for 10,000 requests per day".
    Offer,
    /// A price or a percentage: "$20 per month" is not a limit, and "90% of the daily quota" is a limit that is not met.
    Price,

    // Waits.
    Again,
    Reset,
    In,

    // Other findings.
    Prompt,
    Oversized,
    /// The length that a model takes.
    Context,
    TooLong,
    /// The message says that the request alone is above a limit.
    TooLarge,
    /// "Rejected", "flagged".
    Blocked,
    /// "Safety system", "content policy".
    Policy,
    Refused,
    Overloaded,
    TooMany,
    /// The message says that we send too many requests.
    Throttled,
    TimedOut,
    /// The server failed, and says no more.
    Failed,
    /// "In your region": a model that is unavailable there stays unavailable.
    Region,

    // The signs from here on are understood where they stand, and are in no set.
    /// A longer phrase that has nothing to do with the shorter ones in it.
    Nothing,
    /// "Possible reasons": a sentence that states nothing.
    Guess,
    /// "Which": goes on with the clause before.
    Which,
    /// "Your", "sorry": a message may begin with it.
    Opener,
    /// The word "limit", behind which a number may stand.
    LimitOf,
    /// "Per", "every", a slash: a unit of time follows.
    Per,
    Requests,
    /// "RPM", which passes.
    RequestRate,
    Requested,
    /// "0 remaining" is no limit of zero, and "9 seconds remaining" is a wait.
    Left,
    /// "Window", "elapsed": the duration before it is no wait.
    Elapsed,

    Wait,
    ResetWait,
    /// "Retry after": a wait, in seconds if no unit follows.
    RetryAfter,
    /// "Retry delay seconds": the unit stands before the number.
    WaitSeconds,
    /// Behind a duration: `30秒后`.
    After,
    AfterReset,
    /// "10 seconds later".
    Later,
    /// "About", "at least": stands between "wait" and a duration.
    Filler,
    /// "Is", "of": stands between "limit" and a number.
    Is,
    And,
    Or,
    /// "And a half".
    AndHalf,
    Half,
    One,
    Two,
    Three,
    Five,
    Ten,
    Thirty,
    Sixty,
    Microsecond,
    Millisecond,
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// The number of signs that may be in a set.
pub(super) const SIGNS: usize = Sign::Nothing as usize;

impl Sign {
    /// Whether the sign may be in a set.
    pub(super) const fn is_in_sets(self) -> bool {
        (self as usize) < SIGNS
    }

    /// The nanoseconds of a unit of time.
    pub(super) const fn unit(self) -> Option<u64> {
        const SECOND: u64 = 1_000_000_000;
        const DAY: u64 = 86_400 * SECOND;
        Some(match self {
            Self::Microsecond => 1000,
            Self::Millisecond => 1_000_000,
            Self::Second => SECOND,
            Self::Minute => 60 * SECOND,
            Self::Hour => 3600 * SECOND,
            Self::Day => DAY,
            Self::Week => 7 * DAY,
            // The length of the shortest month. A server that asks for months has no quota left.
            Self::Month => 28 * DAY,
            Self::Year => 365 * DAY,
            _ => return None,
        })
    }

    /// Whether the shorter phrases at the end of one with this meaning do not count.
    pub(super) const fn is_whole(self) -> bool {
        use Sign::{Demand, Half, Nothing, ResetWait, RetryAfter, Wait, WaitSeconds};
        matches!(self, Nothing | Demand | Wait | ResetWait | RetryAfter | WaitSeconds | Half)
    }

    /// The number that a word is.
    pub(super) const fn count(self) -> Option<u64> {
        Some(match self {
            Self::One => 1,
            Self::Two => 2,
            Self::Three => 3,
            Self::Five => 5,
            Self::Ten => 10,
            Self::Thirty => 30,
            Self::Sixty => 60,
            _ => return None,
        })
    }
}
