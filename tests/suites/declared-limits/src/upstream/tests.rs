use std::num::NonZeroU32;
use std::time::{Duration, Instant};

use governor::clock::FakeRelativeClock;
use governor::{Quota as TheirQuota, RateLimiter};
use proptest::prelude::*;

use super::declared::{Bucket, Quota};

/// Limits whose interval is a whole number of nanoseconds, to which `governor` rounds it.
const LIMITS: [u32; 7] = [10, 60, 500, 600, 10_000, 200_000, 1_000_000];

proptest! {
    #[test]
    fn calls_go_at_the_times_that_governor_computes(
        per_minute in prop::sample::select(&LIMITS),
        // The time since the call before, in milliseconds, and the cost as a part of the burst.
        calls in prop::collection::vec((prop_oneof![0..20_u64, 0..20_000_u64], 0.0..=1.0), 1..300),
    ) {
        let burst = NonZeroU32::new(per_minute / 10).unwrap();
        let their_clock = FakeRelativeClock::default();
        let their_quota = TheirQuota::per_minute(NonZeroU32::new(per_minute).unwrap()).allow_burst(burst);
        let theirs = RateLimiter::direct_with_clock(their_quota, their_clock.clone());
        let (quota, mut ours, mut now) = (Quota::new(per_minute, 1), Bucket::new(), Instant::now());
        for (millis, part) in calls {
            let wait = Duration::from_millis(millis);
            their_clock.advance(wait);
            now += wait;
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a part of a `u32`")]
            let cost = ((f64::from(burst.get()) * part) as u32).max(1);
            let may_go = ours.ready_at(quota, cost, now) <= now;
            let they_let_it_go = theirs.check_n(NonZeroU32::new(cost).unwrap()).unwrap().is_ok();
            prop_assert_eq!(may_go, they_let_it_go, "a cost of {} after {:?}", cost, wait);
            if may_go {
                ours.take(quota, cost, now);
            }
        }
    }
}
