use core::time::Duration;
use std::sync::Arc;

use super::play::{LOOK, Nobody, calm, join, pace, report, share, slots, waiting};
use crate::upstream::Upstream;
use crate::upstream::fleet::answer::{FleetPace, Report};
use crate::upstream::fleet::link::Link;
use crate::upstream::fleet::question::Question;
use crate::upstream::line::Place::{Background, Foreground};
use crate::upstream::pace::Mirror;
use crate::upstream::tests::crowd::Caller;
use crate::upstream::tests::{assert_close, at};
use crate::verdict::Verdict;

#[test]
fn calls_go_as_they_come_and_look_at_the_fleet_once_per_second() {
    let upstream = Upstream::new("test");
    let link = share(&upstream);
    let mut looks = 0;
    for tenth in 0..50 {
        Caller::new(&upstream, Foreground).goes(f64::from(tenth) / 10.0);
        if let Some(trip) = link.next_trip() {
            assert_eq!(waiting(&trip), Some(0));
            link.deliver(calm(trip.question));
            looks += 1;
        }
    }
    assert_eq!(looks, 4, "in the five seconds after the first look");
}

/// Also those that need not wait, and find nothing but the fleet: the way of most calls.
#[test]
fn calls_that_need_not_wait_look_at_the_fleet_too() {
    for upstream in [Upstream::new("test"), Upstream::new("test").requests_per_minute(600)] {
        let link = share(&upstream);
        let mut looks = 0;
        for tenth in 0..50 {
            upstream.enter(f64::from(tenth) / 10.0);
            if let Some(trip) = link.next_trip() {
                link.deliver(calm(trip.question));
                looks += 1;
            }
        }
        assert_eq!(looks, 4, "in the five seconds after the first look");
    }
}

#[test]
fn a_call_goes_at_the_time_of_its_slot() {
    let upstream = Upstream::new("test");
    let link = share(&upstream);
    link.deliver(slots(LOOK, 0, 0.0, 4.0));
    let mut caller = Caller::new(&upstream, Foreground);
    assert!(caller.waits(1.0) <= 0.05);
    let trip = link.next_trip().expect("a question");
    assert_eq!(waiting(&trip), Some(1));
    link.deliver(slots(trip.question, 1, 0.3, 4.0));
    assert_eq!(caller.wakes(), 1, "the answer wakes the first in the line");
    let wait = caller.waits(1.01);
    assert!((0.29..=0.3).contains(&wait), "{wait}");
    caller.goes(1.31);
}

#[test]
fn a_line_leases_slots_together() {
    let upstream = Upstream::new("test");
    let link = share(&upstream);
    link.deliver(slots(LOOK, 0, 0.0, 100.0));
    let mut callers: [_; 5] = core::array::from_fn(|_| Caller::new(&upstream, Background));
    callers[0].waits(1.0);
    let first = link.next_trip().expect("a question");
    assert_eq!(waiting(&first), Some(1));
    for caller in &mut callers[1..] {
        caller.waits(1.0);
    }
    assert!(link.next_trip().is_none(), "one question at a time");
    link.deliver(slots(first.question, 1, 0.0, 100.0));
    callers[0].goes(1.001);
    let second = link.next_trip().expect("a question for the others");
    assert!(matches!(second.question, Question::Take(take) if take.waiting == 4 && take.place == 4));
    link.deliver(slots(second.question, 4, 0.0, 100.0));
    for (caller, seconds) in callers[1..].iter_mut().zip([1.001, 1.011, 1.021, 1.031]) {
        assert!(caller.goes_from(1.001) >= seconds - 0.001);
    }
    assert!(link.next_trip().is_none(), "the line is empty");
}

#[test]
fn a_call_without_a_slot_asks_again_when_the_store_says() {
    let upstream = Upstream::new("test");
    let link = share(&upstream);
    link.deliver(slots(LOOK, 0, 0.0, 4.0));
    let mut caller = Caller::new(&upstream, Foreground);
    caller.waits(1.0);
    let trip = link.next_trip().expect("a question");
    link.deliver(slots(trip.question, 0, 0.5, 4.0));
    let wait = caller.waits(1.01);
    assert!((0.48..=0.61).contains(&wait), "{wait}");
    assert!(link.next_trip().is_none());
    caller.waits(1.01 + wait);
    assert_eq!(link.next_trip().as_ref().and_then(waiting), Some(1));
}

#[test]
fn an_unused_slot_is_lost() {
    let upstream = Upstream::new("test");
    let link = share(&upstream);
    link.deliver(slots(LOOK, 0, 0.0, 4.0));
    let mut caller = Caller::new(&upstream, Foreground);
    caller.waits(1.0);
    let trip = link.next_trip().expect("a question");
    link.deliver(slots(trip.question, 1, 0.0, 4.0));
    upstream.shared.lock(at(1.0), |_| ());
    assert!(caller.waits(5.0) <= 0.05, "it asks for another one");
}

#[test]
fn refusals_are_reported_together() {
    let upstream = Upstream::new("test");
    let link = share(&upstream);
    let passes = [0.0; 3].map(|seconds| Caller::new(&upstream, Foreground).goes(seconds));
    for (pass, hint) in passes.into_iter().zip([1, 60, 2]) {
        let verdict = Verdict::throttled().with_hint(Duration::from_secs(hint));
        upstream.shared.failed(pass, verdict, at(0.5));
    }
    let trip = link.next_trip().expect("a report");
    assert!(matches!(trip.question, Question::Slow));
    assert_eq!(trip.arguments, [5_000_000, 0, 0, 0, 0, 0, 5_000_000, 0]);
    assert!(!matches!(link.next_trip().map(|trip| trip.question), Some(Question::Slow)), "one report");
}

#[test]
fn a_refusal_is_reported_with_the_epoch_of_its_attempt() {
    let upstream = Upstream::new("test");
    let link = share(&upstream);
    let early = Caller::new(&upstream, Foreground).goes(0.0);
    let mut caller = Caller::new(&upstream, Foreground);
    link.deliver(slots(LOOK, 0, 0.0, 4.0));
    caller.waits(1.0);
    let trip = link.next_trip().expect("a question");
    link.deliver(report(
        trip.question,
        Report { slots: 1, wait: Duration::ZERO, step: Duration::ZERO, all: 1, pace: Some(pace(7, 4.0)) },
    ));
    let present = caller.goes(1.1);
    upstream.shared.failed(early, Verdict::throttled(), at(1.2));
    assert!(link.next_trip().is_none(), "it went before the pace");
    upstream.shared.failed(present, Verdict::throttled(), at(1.2));
    let trip = link.next_trip().expect("a report");
    assert_eq!(trip.arguments[6..], [0, 7]);
}

#[test]
fn slots_of_an_earlier_pace_are_not_used() {
    let upstream = Upstream::new("test");
    let link = share(&upstream);
    link.deliver(slots(LOOK, 0, 0.0, 100.0));
    let mut callers: [_; 4] = core::array::from_fn(|_| Caller::new(&upstream, Foreground));
    for caller in &mut callers {
        caller.waits(1.0);
    }
    let trip = link.next_trip().expect("a question");
    link.deliver(slots(trip.question, 1, 0.0, 100.0));
    let pass = callers[0].goes(1.0);
    let trip = link.next_trip().expect("a question");
    link.deliver(slots(trip.question, 3, 0.1, 100.0));
    callers[1].waits(1.0);
    // The call is refused. The three slots belong to the pace that was too fast, and so does the question of this time.
    upstream.shared.failed(pass, Verdict::throttled(), at(1.05));
    let report = link.next_trip().expect("a report");
    assert!(matches!(report.question, Question::Slow));
    let asked = link.next_trip().expect("a question");
    link.deliver(slots(asked.question, 3, 0.0, 100.0));
    for caller in &mut callers[1..] {
        caller.waits(1.3);
    }
}

#[test]
fn slots_are_dropped_when_another_process_was_refused() {
    let upstream = Upstream::new("test");
    let link = share(&upstream);
    link.deliver(slots(LOOK, 0, 0.0, 100.0));
    let mut caller = Caller::new(&upstream, Foreground);
    caller.waits(1.0);
    let trip = link.next_trip().expect("a question");
    link.deliver(slots(trip.question, 1, 0.1, 100.0));
    let report =
        Report { slots: 0, wait: Duration::ZERO, step: Duration::ZERO, all: 1, pace: Some(pace(2, 50.0)) };
    link.deliver(super::play::report(LOOK, report));
    caller.waits(1.2);
}

#[test]
fn an_answer_from_before_a_report_does_not_open_the_gate() {
    let upstream = Upstream::new("test");
    let link = share(&upstream);
    let pass = Caller::new(&upstream, Foreground).goes(0.0);
    upstream.shared.failed(pass, Verdict::throttled(), at(0.1));
    link.deliver(calm(LOOK));
    upstream.shared.lock(at(0.2), |gate| assert!(!gate.is_open()));
    // The answer to the report has the pace of the fleet.
    link.deliver(report(
        Question::Slow,
        Report { slots: 0, wait: Duration::ZERO, step: Duration::ZERO, all: 0, pace: Some(pace(1, 8.0)) },
    ));
    upstream.shared.lock(at(0.3), |gate| assert!(!gate.is_open()));
    link.deliver(calm(LOOK));
    upstream.shared.lock(at(0.4), |gate| assert!(gate.is_open()));
}

#[test]
fn an_answer_of_an_open_fleet_leaves_a_pause_of_the_user() {
    let upstream = Upstream::new("test");
    let link = share(&upstream);
    upstream.shared.pause(Duration::from_secs(60), at(0.5));
    link.deliver(calm(LOOK));
    let mut caller = Caller::new(&upstream, Foreground);
    caller.waits(1.0);
    caller.waits(60.4);
    let went = caller.goes_from(60.5);
    assert!((61.0..62.0).contains(&went), "the gate starts at one call per second: {went}");
}

#[test]
fn an_outage_of_this_process_ends_with_slow_start() {
    let upstream = Upstream::new("test").holds_outages();
    let link = share(&upstream);
    for _ in 0..10 {
        let pass = Caller::new(&upstream, Foreground).goes(0.5);
        upstream.fail(pass, Verdict::transient(), 0.5);
    }
    let probe = Caller::new(&upstream, Foreground).goes(1.5);
    upstream.succeed(probe, 1.6);
    link.deliver(calm(LOOK));
    assert!(upstream.rate(1.7).is_some_and(|rate| rate < 2.0), "the store knows nothing of the outage");
}

#[test]
fn no_call_goes_in_a_pause_of_the_fleet() {
    let upstream = Upstream::new("test");
    let link = share(&upstream);
    let paused =
        FleetPace { epoch: 1, mirror: Mirror { pause: Duration::from_secs(3), ..pace(1, 4.0).mirror } };
    let answer = Report { slots: 1, wait: Duration::ZERO, step: Duration::ZERO, all: 1, pace: Some(paused) };
    link.deliver(report(LOOK, answer));
    let mut caller = Caller::new(&upstream, Foreground);
    caller.waits(1.0);
    let trip = link.next_trip().expect("a question");
    link.deliver(report(trip.question, answer));
    assert_close((caller.waits(1.0) * 10.0).round(), 30.0);
}

#[test]
fn limits_of_the_fleet_are_kept_by_the_store() {
    let upstream = Upstream::new("test").requests_per_minute(600).tokens_per_minute(1000);
    let link = share(&upstream);
    let mut caller = Caller::new(&upstream, Foreground).cost(30);
    caller.waits(1.0);
    let trip = link.next_trip().expect("a question");
    assert_eq!(trip.arguments, [5_000_000, 600, 1000, 0, 0, 0, 1, 2, 30]);
    link.deliver(report(
        trip.question,
        Report { slots: 1, wait: Duration::ZERO, step: Duration::ZERO, all: 1, pace: None },
    ));
    caller.goes(1.01);
}

/// A process that starts while the fleet is paced does not send its first calls all at once.
#[test]
fn the_first_calls_wait_until_the_store_has_said_what_it_knows() {
    for is_paced in [false, true] {
        let upstream = Upstream::new("test");
        let link = Arc::new(Link::new("test", Arc::new(Nobody)));
        join(&upstream, &link, at(0.0));
        let mut callers = [(); 3].map(|()| Caller::new(&upstream, Foreground));
        for caller in &mut callers {
            assert!(upstream.enter(0.0).is_none());
            caller.waits(0.0);
        }
        let trip = link.next_trip().expect("a question");
        assert_eq!(waiting(&trip), Some(1));
        if is_paced {
            link.deliver(slots(trip.question, 1, 0.0, 4.0));
            callers[0].goes(0.002);
            callers[1].waits(0.002);
        } else {
            link.deliver(calm(trip.question));
            for caller in &mut callers {
                caller.goes(0.002);
            }
        }
    }
}

#[test]
fn the_first_calls_go_when_the_store_does_not_answer() {
    let upstream = Upstream::new("test");
    let link = Arc::new(Link::new("test", Arc::new(Nobody)));
    join(&upstream, &link, at(0.0));
    let mut callers = [(); 3].map(|()| Caller::new(&upstream, Foreground));
    for caller in &mut callers {
        caller.waits(0.0);
    }
    assert!((0.05..0.06).contains(&callers[0].goes_from(0.0)));
    callers[1].goes(0.051);
    callers[2].goes(0.051);
}

#[test]
fn the_rate_of_a_declared_limit_is_the_part_of_this_process() {
    let upstream = Upstream::new("test").requests_per_minute(6000).processes(10);
    let link = share(&upstream);
    assert_eq!(upstream.shared.lock(at(0.1), |gate| gate.rate()), Some(10.0), "as declared");
    let answer = Report { slots: 0, wait: Duration::ZERO, step: Duration::ZERO, all: 50, pace: None };
    link.deliver(report(LOOK, answer));
    assert_eq!(upstream.shared.lock(at(0.2), |gate| gate.rate()), Some(2.0), "as counted");
    // The pace of the fleet is higher than the limit.
    link.deliver(report(LOOK, Report { pace: Some(pace(1, 1e6)), ..answer }));
    assert_eq!(upstream.shared.lock(at(0.3), |gate| gate.rate()), Some(2.0));
}
