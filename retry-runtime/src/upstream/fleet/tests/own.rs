//! A pace that one process has alone.

use core::time::Duration;

use super::play::{LOOK, share, slots};
use crate::upstream::Upstream;
use crate::upstream::fleet::question::{Known, News};
use crate::upstream::line::Place::Foreground;
use crate::upstream::tests::at;
use crate::upstream::tests::crowd::Caller;
use crate::verdict::Verdict;

fn known(upstream: &Upstream, seconds: f64) -> Option<Known> {
    upstream.shared.lock(at(seconds), |gate| {
        let member = gate.state.fleet.0.as_deref().expect("a member");
        member.terms(gate.state.pace.as_ref()).known
    })
}

#[test]
fn a_pause_of_the_user_is_not_brought_to_the_fleet() {
    let upstream = Upstream::new("test");
    let link = share(&upstream);
    link.deliver(News::Silent);
    upstream.shared.pause(Duration::from_secs(1), at(0.5));
    assert_eq!(known(&upstream, 1.0), None);
    let pass = Caller::new(&upstream, Foreground).goes_from(1.0);
    assert!(pass > 1.5);
    assert_eq!(known(&upstream, 4.0), None);
}

#[test]
fn a_pause_of_the_user_is_not_taken_for_the_pace_of_the_fleet_that_has_ended() {
    let upstream = Upstream::new("test").processes(50);
    let link = share(&upstream);
    link.deliver(slots(LOOK, 0, 0.0, 100.0));
    upstream.shared.lock(at(1.0), |_| ());
    assert_eq!(upstream.rate(70.0), None, "the pace is idle");
    upstream.shared.pause(Duration::from_secs(1), at(70.1));
    assert_eq!(known(&upstream, 70.2), None);
}

#[test]
fn an_outage_of_this_process_is_not_brought_to_the_fleet() {
    let upstream = Upstream::new("test").holds_outages();
    let link = share(&upstream);
    link.deliver(News::Silent);
    for _ in 0..10 {
        let pass = Caller::new(&upstream, Foreground).goes(0.5);
        upstream.fail(pass, Verdict::transient(), 0.5);
    }
    let probe = Caller::new(&upstream, Foreground).goes(1.5);
    upstream.succeed(probe, 1.6);
    assert!(upstream.rate(1.7).is_some());
    assert_eq!(known(&upstream, 1.7), None);
}

/// The part of this process in an earlier pace says nothing about a pace that only this process has found.
#[test]
fn a_pace_that_begins_alone_is_not_taken_for_a_part_of_the_earlier_one() {
    let upstream = Upstream::new("test").processes(50);
    let link = share(&upstream);
    link.deliver(slots(LOOK, 0, 0.0, 100.0));
    link.deliver(News::Silent);
    upstream.shared.lock(at(1.0), |_| ());
    let pass = Caller::new(&upstream, Foreground).goes(70.0);
    assert_eq!(upstream.rate(70.0), None, "the pace is idle");
    upstream.fail(pass, Verdict::throttled(), 70.1);
    let Some(Known::InSlowStart(rate)) = known(&upstream, 70.2) else {
        panic!("{:?}", known(&upstream, 70.2))
    };
    assert!((0.9..1.2).contains(&rate), "{rate}");
}
