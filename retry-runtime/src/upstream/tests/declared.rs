use core::time::Duration;

use super::{assert_close, at, seconds_of};
use crate::upstream::declared::{Bucket, Quota};

fn quota(per_minute: u32) -> Quota {
    Quota::new(per_minute, 1)
}

/// The number of calls of this cost that go in this many seconds, if they ask all the time.
fn calls(quota: Quota, cost: u32, seconds: f64) -> u32 {
    let (mut bucket, mut now, mut calls) = (Bucket::new(), at(0.0), 0);
    loop {
        now = bucket.ready_at(quota, cost, now);
        if now > at(seconds) {
            return calls;
        }
        bucket.take(quota, cost, now);
        calls += 1;
    }
}

#[test]
fn six_seconds_worth_of_requests_may_go_at_once() {
    let (mut bucket, quota) = (Bucket::new(), quota(500));
    for _ in 0..50 {
        assert_eq!(bucket.ready_at(quota, 1, at(0.0)), at(0.0));
        bucket.take(quota, 1, at(0.0));
    }
    assert_close(seconds_of(bucket.ready_at(quota, 1, at(0.0))), 0.12);
}

#[test]
fn the_declared_number_of_requests_goes_in_a_minute() {
    // Six seconds' worth of it comes before.
    assert_eq!(calls(quota(500), 1, 60.0), 550);
    assert_eq!(calls(quota(1), 1, 180.0), 1 + 3);
}

#[test]
fn processes_share_the_limit() {
    let quota = Quota::new(500, 50);
    assert_eq!(calls(quota, 1, 60.0), 1 + 10);
    assert_close(quota.per_second(), 1.0 / 6.0);
}

#[test]
fn tokens_are_counted_by_cost() {
    assert_eq!(calls(quota(200_000), 2000, 60.0), 10 + 100);
}

#[test]
fn a_call_that_costs_more_than_the_burst_goes_when_the_bucket_is_full_and_delays_the_next() {
    let (mut bucket, quota) = (Bucket::new(), quota(60_000));
    assert_eq!(bucket.ready_at(quota, 30_000, at(0.0)), at(0.0));
    bucket.take(quota, 30_000, at(0.0));
    assert_eq!(bucket.ready_at(quota, 30_000, at(0.0)), at(30.0));
    assert_eq!(bucket.ready_at(quota, 1000, at(0.0)), at(25.0));
}

#[test]
fn a_cost_above_the_limit_of_a_minute_is_clamped() {
    assert_eq!(quota(1000).clamp(999), 999);
    assert_eq!(quota(1000).clamp(5000), 1000);
    assert_eq!(Quota::new(1000, 10).clamp(5000), 100);
    assert_eq!(Quota::new(1, 10).clamp(5000), 1);
}

#[test]
fn an_estimate_counts_the_calls_ahead() {
    let (bucket, quota) = (Bucket::new(), quota(600));
    assert_eq!(bucket.expected_at(quota, 59, 1, at(0.0)), at(0.0));
    assert_eq!(bucket.expected_at(quota, 60, 1, at(0.0)), at(0.1));
    assert_eq!(bucket.expected_at(quota, 159, 1, at(0.0)), at(10.0));
}

#[test]
fn used_tokens_stay_used_under_another_limit() {
    let mut bucket = Bucket::new();
    bucket.take(quota(120), 120, at(0.0));
    bucket.change(quota(120), quota(600), at(30.0));
    // Of 120 requests, 60 were still to be made up for. That takes six seconds now.
    assert_eq!(bucket.ready_at(quota(600), 60, at(30.0)), at(36.0));
}

#[test]
fn a_lower_limit_finds_at_most_an_empty_bucket() {
    let mut bucket = Bucket::new();
    bucket.take(quota(600), 60, at(0.0));
    bucket.change(quota(600), quota(60), at(0.0));
    // All of the six seconds' worth is used, and not the sixty requests of the higher limit.
    assert_eq!(bucket.ready_at(quota(60), 1, at(0.0)), at(1.0));
    let mut bucket = Bucket::new();
    bucket.take(quota(600), 200, at(0.0));
    bucket.change(quota(600), quota(60), at(0.0));
    assert_eq!(bucket.ready_at(quota(60), 1, at(0.0)), at(15.0), "a debt stays as long as it was");
}

#[test]
fn a_large_cost_takes_its_time() {
    assert_eq!(quota(1000).time_of(400_000_000), Duration::from_secs(24_000_000));
    assert_eq!(quota(1).time_of(u64::MAX), Duration::from_nanos(u64::MAX));
}

#[test]
fn a_bucket_that_was_never_used_is_full_under_each_limit() {
    let mut bucket = Bucket::new();
    bucket.change(quota(60), quota(600), at(0.0));
    assert_eq!(bucket.ready_at(quota(600), 60, at(0.0)), at(0.0));
}
