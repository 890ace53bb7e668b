//! The state of a process that the store, or the user, changes.

use core::time::Duration;

use super::play::{LOOK, calm, pace, report, share, slots};
use crate::upstream::Upstream;
use crate::upstream::fleet::answer::{FleetPace, Report};
use crate::upstream::fleet::question::{Known, News, Slow, Terms};
use crate::upstream::line::Place::Foreground;
use crate::upstream::pace::Mirror;
use crate::upstream::tests::at;
use crate::upstream::tests::crowd::Caller;

/// The bounds of the rate are those of one process: multiplied by fifty, they are none of the fleet.
#[test]
fn the_bounds_of_one_process_do_not_raise_the_pace_of_the_fleet() {
    let upstream = Upstream::new("test").processes(50);
    let link = share(&upstream);
    let mirror = Mirror { fruitless: 5, since_success: Duration::from_secs(61), ..pace(1, 0.1).mirror };
    let answer = Report {
        slots: 0,
        wait: Duration::ZERO,
        step: Duration::ZERO,
        all: 0,
        pace: Some(FleetPace { epoch: 1, mirror }),
    };
    link.deliver(report(LOOK, answer));
    let known = upstream.shared.lock(at(1.0), |gate| {
        let member = gate.state.fleet.0.as_deref().expect("a member");
        member.terms(gate.state.pace.as_ref()).known
    });
    assert!(matches!(known, Some(Known::OfFleet(rate)) if (0.09..0.2).contains(&rate)), "{known:?}");
}

#[test]
fn a_pause_of_the_user_outlasts_the_pace_of_the_fleet() {
    let upstream = Upstream::new("test");
    let link = share(&upstream);
    link.deliver(slots(LOOK, 0, 0.0, 4.0));
    upstream.shared.pause(Duration::from_secs(60), at(0.5));
    link.deliver(calm(LOOK));
    let mut caller = Caller::new(&upstream, Foreground);
    caller.waits(1.0);
    caller.waits(60.4);
    assert!(caller.goes_from(60.5) < 62.0);
}

#[test]
fn the_pace_of_the_fleet_ends_with_its_pause() {
    let upstream = Upstream::new("test");
    let link = share(&upstream);
    link.deliver(slots(LOOK, 0, 0.0, 4.0));
    upstream.shared.pause(Duration::from_secs(1), at(0.5));
    upstream.shared.lock(at(1.0), |_| ());
    link.deliver(calm(LOOK));
    Caller::new(&upstream, Foreground).goes(2.0);
    assert_eq!(upstream.rate(2.0), None);
}

#[test]
fn a_limit_that_is_set_while_the_process_is_alone_is_divided_at_once() {
    let upstream = Upstream::new("test").requests_per_minute(600).processes(10);
    let link = share(&upstream);
    link.deliver(News::Silent);
    // A tenth of the six seconds' worth of 10 calls per second.
    for _ in 0..6 {
        Caller::new(&upstream, Foreground).goes(1.0);
    }
    Caller::new(&upstream, Foreground).waits(1.0);
    upstream.shared.lock(at(1.0), |gate| gate.change_limits(upstream.shared.settings.limits()));
    Caller::new(&upstream, Foreground).waits(1.0);
}

#[test]
fn a_question_has_the_limits_that_are_set_in_the_same_look() {
    let upstream = Upstream::new("test").requests_per_minute(600);
    let link = share(&upstream);
    let mut caller = Caller::new(&upstream, Foreground);
    upstream.shared.lock(at(1.0), |gate| {
        upstream.shared.settings.requests_per_minute.store(1200, core::sync::atomic::Ordering::Relaxed);
        gate.change_limits(upstream.shared.settings.limits());
    });
    let look = link.next_trip().expect("a look");
    assert_eq!(look.arguments[1], 1200);
    caller.waits(1.0);
}

/// The store may tell a process to come back in a minute, but a pace that grows has slots sooner.
#[test]
fn a_process_without_a_slot_asks_again_within_a_second() {
    let upstream = Upstream::new("test");
    let link = share(&upstream);
    link.deliver(slots(LOOK, 0, 0.0, 0.1));
    let mut caller = Caller::new(&upstream, Foreground);
    caller.waits(1.0);
    let trip = link.next_trip().expect("a question");
    link.deliver(slots(trip.question, 0, 30.0, 0.1));
    let mut seconds = 1.01;
    while link.next_trip().is_none() {
        seconds += caller.waits(seconds);
    }
    assert!((1.5..=2.3).contains(&seconds), "{seconds}");
}

/// After a failover, the clock of the store may be behind.
#[test]
fn a_report_has_the_epoch_of_the_latest_refusal() {
    let link = share(&Upstream::new("test"));
    for epoch in [57, 2, 0] {
        link.report(Slow { pause: Duration::ZERO, epoch }, Terms::default());
    }
    let trip = link.next_trip().expect("a report");
    assert_eq!(trip.arguments[7], 2);
}
