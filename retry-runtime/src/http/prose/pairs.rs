//! The grammar of a clause, as far as it is read: two signs that make a third.
//!
//! A line holds two signs in their order, the number of words that may stand between them, and the sign that they make. Most
//! pairs stand in both orders, because each provider picks its own.

use super::sign::{SIGNS, Sign};
use super::signs::Signs;

#[derive(Clone, Copy)]
pub(super) struct Pair {
    pub(super) first: Sign,
    pub(super) then: Sign,
    /// The number of words that may stand between the two signs.
    pub(super) between: u32,
    pub(super) makes: Sign,
}

const fn pair(first: Sign, then: Sign, between: u32, makes: Sign) -> Pair {
    Pair { first, then, between, makes }
}

#[rustfmt::skip]
static PAIRS: &[Pair] = &[
    // "insufficient account balance", "used all available credits"; "credits have been exhausted"
    pair(Sign::Insufficient, Sign::Money, 3, Sign::NoMoney),
    pair(Sign::Exhausted, Sign::Money, 3, Sign::NoMoney),
    pair(Sign::Money, Sign::Insufficient, 4, Sign::NoMoney),
    pair(Sign::Money, Sign::Exhausted, 4, Sign::NoMoney),
    pair(Sign::Money, Sign::Expired, 3, Sign::NoMoney),
    // "insufficient quota"; "your quota has been exhausted". Google's "resource has been exhausted (e.g. check quota)" is neither.
    pair(Sign::Insufficient, Sign::Quota, 2, Sign::NoQuota),
    pair(Sign::Quota, Sign::Insufficient, 2, Sign::NoQuota),
    pair(Sign::Quota, Sign::Exhausted, 5, Sign::NoQuota),
    pair(Sign::Exhausted, Sign::Quota, 1, Sign::NoQuota),
    pair(Sign::Quota, Sign::Expired, 3, Sign::NoQuota),
    pair(Sign::FreeTier, Sign::Exhausted, 5, Sign::NoQuota),
    pair(Sign::Exhausted, Sign::FreeTier, 4, Sign::NoQuota),
    pair(Sign::FreeTier, Sign::Met, 2, Sign::NoQuota),
    pair(Sign::Quota, Sign::Met, 3, Sign::QuotaMet),
    pair(Sign::Met, Sign::Quota, 3, Sign::QuotaMet),
    // "reached its monthly spending limit"; "the spend cap for this project has been exceeded"; "budget exceeded"
    pair(Sign::Spend, Sign::Limit, 1, Sign::SpendLimit),
    pair(Sign::Spend, Sign::Quota, 1, Sign::SpendLimit),
    pair(Sign::Budget, Sign::Limit, 1, Sign::SpendLimit),
    pair(Sign::Money, Sign::Limit, 0, Sign::SpendLimit),
    pair(Sign::SpendLimit, Sign::Met, 7, Sign::NoMoney),
    pair(Sign::Met, Sign::SpendLimit, 7, Sign::NoMoney),
    pair(Sign::SpendLimit, Sign::Exhausted, 7, Sign::NoMoney),
    pair(Sign::Budget, Sign::Met, 3, Sign::NoMoney),
    pair(Sign::Budget, Sign::Exhausted, 3, Sign::NoMoney),
    pair(Sign::Met, Sign::Budget, 3, Sign::NoMoney),
    pair(Sign::Exhausted, Sign::Budget, 3, Sign::NoMoney),
    // "account org-0 <ak-0> is suspended"; "billing is not active"; "suspended account"; "unpaid balance"
    pair(Sign::Account, Sign::Stopped, 6, Sign::NoMoney),
    pair(Sign::Spend, Sign::Stopped, 2, Sign::NoMoney),
    pair(Sign::Stopped, Sign::Account, 0, Sign::NoMoney),
    pair(Sign::Stopped, Sign::Money, 0, Sign::NoMoney),
    // "weekly usage limit", "daily free allocation", "quota_exceeded_monthly"; "your limit for today"; "at most 50 in 24 hours"
    pair(Sign::Daily, Sign::Limit, 4, Sign::Window),
    pair(Sign::Daily, Sign::Quota, 4, Sign::Window),
    pair(Sign::Daily, Sign::Budget, 2, Sign::Window),
    pair(Sign::Daily, Sign::Usage, 2, Sign::Window),
    pair(Sign::RateLimit, Sign::Daily, 1, Sign::Window),
    pair(Sign::TooMany, Sign::Daily, 0, Sign::Window),
    pair(Sign::Limit, Sign::Daily, 1, Sign::Window),
    pair(Sign::Quota, Sign::Daily, 1, Sign::Window),
    pair(Sign::Limit, Sign::Today, 7, Sign::Window),
    pair(Sign::Quota, Sign::Today, 5, Sign::Window),
    pair(Sign::Usage, Sign::Today, 3, Sign::Window),
    pair(Sign::Today, Sign::Limit, 6, Sign::Window),
    pair(Sign::Today, Sign::Quota, 6, Sign::Window),
    pair(Sign::Stated, Sign::Daily, 9, Sign::WindowStated),
    // "1000 requests per day exceeded"; "rate limit reached for gpt-4 in organization org-0 on requests per day"
    pair(Sign::Window, Sign::Met, 9, Sign::WindowMet),
    pair(Sign::Window, Sign::Exhausted, 9, Sign::WindowMet),
    pair(Sign::Met, Sign::Window, 40, Sign::WindowMet),
    pair(Sign::Exhausted, Sign::Window, 9, Sign::WindowMet),
    pair(Sign::Insufficient, Sign::Window, 3, Sign::WindowMet),
    pair(Sign::TooMany, Sign::Window, 9, Sign::WindowMet),
    pair(Sign::Daily, Sign::Exhausted, 3, Sign::WindowMet),
    pair(Sign::Today, Sign::Exhausted, 4, Sign::WindowMet),
    pair(Sign::Exhausted, Sign::Today, 8, Sign::WindowMet),
    // "limit: 1000 requests / day"; "limited to 1000 calls per month"
    pair(Sign::Limit, Sign::Window, 9, Sign::WindowStated),
    pair(Sign::Stated, Sign::Window, 9, Sign::WindowStated),
    pair(Sign::Window, Sign::Stated, 3, Sign::WindowStated),
    // "usage limit reached"; "you have hit your usage limit"
    pair(Sign::Usage, Sign::Limit, 0, Sign::UsageLimit),
    pair(Sign::FreeTier, Sign::Limit, 0, Sign::UsageLimit),
    pair(Sign::UsageLimit, Sign::Met, 4, Sign::UsageLimitMet),
    pair(Sign::UsageLimit, Sign::Exhausted, 4, Sign::UsageLimitMet),
    pair(Sign::Met, Sign::UsageLimit, 4, Sign::UsageLimitMet),
    // "rate limit reached"; "exceeded your current rate limit"
    pair(Sign::RateLimit, Sign::Met, 2, Sign::TooMany),
    pair(Sign::Met, Sign::RateLimit, 5, Sign::TooMany),
    // "the prompt (total length 5000) is too long"; "input length 9000 exceeds the maximum allowed token length"
    pair(Sign::Prompt, Sign::Oversized, 5, Sign::TooLong),
    pair(Sign::Context, Sign::Met, 5, Sign::TooLong),
    pair(Sign::Met, Sign::Context, 5, Sign::TooLong),
    // "rejected by the safety system"; "the content filter was triggered"
    pair(Sign::Blocked, Sign::Policy, 7, Sign::Refused),
    pair(Sign::Policy, Sign::Blocked, 5, Sign::Refused),
    // "try your request again in"; "your quota will be replenished in"
    pair(Sign::Again, Sign::In, 3, Sign::Wait),
    pair(Sign::Reset, Sign::In, 3, Sign::ResetWait),
];

/// The number of the pair of two signs, plus one. Zero if they are not a pair.
static BY_SIGNS: [[u8; SIGNS]; SIGNS] = {
    let mut by_signs = [[0; SIGNS]; SIGNS];
    let mut index = 0;
    assert!(PAIRS.len() < 256, "a number of a pair is one byte");
    while index < PAIRS.len() {
        let number = &mut by_signs[PAIRS[index].then as usize][PAIRS[index].first as usize];
        assert!(*number == 0, "a pair stands in the table twice");
        index += 1;
        #[expect(clippy::cast_possible_truncation, reason = "there are not so many")]
        {
            *number = index as u8;
        }
    }
    by_signs
};

/// For each sign, the signs that begin a pair with it.
static BEFORE: [Signs; SIGNS] = {
    let mut before = [Signs::NONE; SIGNS];
    let mut index = 0;
    while index < PAIRS.len() {
        let then = PAIRS[index].then as usize;
        before[then] = before[then].with(PAIRS[index].first);
        index += 1;
    }
    before
};

/// The signs that begin a pair with this one.
#[inline]
pub(super) fn before(sign: Sign) -> Signs {
    BEFORE[sign as usize]
}

/// The pair of two signs. `first` is the number of one that [begins a pair](before) with the other.
#[inline]
pub(super) fn of(first: usize, then: Sign) -> Pair {
    PAIRS[usize::from(BY_SIGNS[then as usize][first]) - 1]
}
