//! A declared limit when the store falls silent.

use core::time::Duration;

use super::play::{report, share, waiting};
use crate::upstream::Upstream;
use crate::upstream::fleet::answer::Report;
use crate::upstream::fleet::link::Link;
use crate::upstream::fleet::question::News;
use crate::upstream::line::Place::Foreground;
use crate::upstream::tests::crowd::Caller;

/// A call that goes at once, by a slot of the store.
fn go(upstream: &Upstream, link: &Link, seconds: f64, all: &mut u64) {
    let mut caller = Caller::new(upstream, Foreground).cost(100);
    caller.waits(seconds);
    while let Some(trip) = link.next_trip() {
        let slots = waiting(&trip).unwrap_or(0);
        *all += u64::from(slots);
        let (wait, step) = (Duration::ZERO, Duration::ZERO);
        link.deliver(report(trip.question, Report { slots, wait, step, all: *all, pace: None }));
    }
    caller.goes(seconds);
}

#[test]
fn calls_by_the_store_count_when_the_process_goes_alone() {
    for upstream in
        [Upstream::new("test").requests_per_minute(600), Upstream::new("test").tokens_per_minute(60_000)]
    {
        let link = share(&upstream);
        let mut all = 0;
        for tenth in 0..200 {
            go(&upstream, &link, f64::from(tenth) / 10.0, &mut all);
        }
        // More than the limit allows, as two processes that exchange their parts.
        for _ in 0..100 {
            go(&upstream, &link, 20.0, &mut all);
        }
        link.deliver(News::Silent);
        let mut alone = Caller::new(&upstream, Foreground).cost(100);
        let wait = alone.waits(20.0);
        assert!((0.09..0.11).contains(&wait), "{wait}");
    }
}

#[test]
fn a_process_that_made_no_calls_has_its_part_of_the_burst() {
    let upstream = Upstream::new("test").requests_per_minute(600);
    let link = share(&upstream);
    go(&upstream, &link, 1.0, &mut 0);
    link.deliver(News::Silent);
    for _ in 0..59 {
        Caller::new(&upstream, Foreground).goes(20.0);
    }
}
