use core::time::Duration;

use super::play::{LOOK, report, share, slots, waiting};
use crate::upstream::Upstream;
use crate::upstream::declared::Quota;
use crate::upstream::fleet::answer::Report;
use crate::upstream::fleet::question::{Known, News};
use crate::upstream::line::Place::Foreground;
use crate::upstream::pace::Pace;
use crate::upstream::tests::at;
use crate::upstream::tests::crowd::Caller;
use crate::verdict::Verdict;

/// The requests and the tokens per second that the gate allows.
fn limits(upstream: &Upstream, seconds: f64) -> [Option<f64>; 2] {
    upstream.shared.lock(at(seconds), |gate| {
        [gate.limits.requests, gate.limits.tokens].map(|quota| quota.map(Quota::per_second))
    })
}

#[test]
fn no_call_waits_for_the_store_longer_than_its_patience() {
    let upstream = Upstream::new("test");
    let link = share(&upstream);
    link.deliver(slots(LOOK, 0, 0.0, 1000.0));
    let mut caller = Caller::new(&upstream, Foreground);
    let went = caller.goes_from(1.0);
    assert!((1.05..1.06).contains(&went), "{went}");
}

#[test]
fn a_process_alone_goes_at_its_part_of_the_pace() {
    let upstream = Upstream::new("test");
    let link = share(&upstream);
    let mut caller = Caller::new(&upstream, Foreground);
    link.deliver(slots(LOOK, 0, 0.0, 100.0));
    caller.waits(1.0);
    let trip = link.next_trip().expect("a question");
    link.deliver(slots(trip.question, 1, 0.0, 100.0));
    caller.goes(1.001);
    // The others have taken 49 in the meantime.
    let mut next = Caller::new(&upstream, Foreground);
    next.waits(1.001);
    let trip = link.next_trip().expect("a question");
    let News::Report { report: mut answer, .. } = slots(trip.question, 0, 0.2, 100.0) else { unreachable!() };
    answer.all = 50;
    link.deliver(report(trip.question, answer));
    next.waits(1.002);
    link.deliver(News::Silent);
    let wait = next.waits(1.003);
    let rate = upstream.shared.lock(at(1.003), |gate| gate.state.pace.as_ref().map(Pace::rate));
    assert!(rate.is_some_and(|rate| (1.9..2.2).contains(&rate)), "{rate:?}");
    assert!(wait > 0.1, "{wait}");
}

#[test]
fn a_declared_limit_is_divided_while_the_process_is_alone() {
    let upstream = Upstream::new("test").requests_per_minute(6000).tokens_per_minute(60_000);
    let link = share(&upstream);
    let mut caller = Caller::new(&upstream, Foreground);
    caller.waits(1.0);
    let trip = link.next_trip().expect("a question");
    let answer = Report { slots: 1, wait: Duration::ZERO, step: Duration::ZERO, all: 1, pace: None };
    link.deliver(report(trip.question, answer));
    caller.goes(1.0);
    link.deliver(report(LOOK, Report { slots: 0, all: 50, ..answer }));
    link.deliver(News::Silent);
    assert_eq!(limits(&upstream, 1.1), [Some(2.0), Some(20.0)], "a fiftieth of 100, and of 1000");
}

#[test]
fn sharing_resumes_when_the_store_answers() {
    let upstream = Upstream::new("test");
    let link = share(&upstream);
    link.deliver(slots(LOOK, 0, 0.0, 8.0));
    upstream.shared.lock(at(1.0), |_| ());
    while link.next_trip().is_some() {}
    link.deliver(News::Silent);
    // The local pace decides, and a look waits for the thread.
    let mut caller = Caller::new(&upstream, Foreground);
    caller.goes_from(1.1);
    Caller::new(&upstream, Foreground).goes_from(3.0);
    let trip = link.next_trip().expect("a look");
    assert_eq!(waiting(&trip), Some(0));
    let Some(Known::OfFleet(rate)) = trip.terms.known else {
        panic!("the store may have forgotten the pace: {:?}", trip.terms.known)
    };
    assert!((7.9..9.0).contains(&rate), "{rate}");
    link.deliver(slots(trip.question, 0, 0.0, 8.0));
    let mut caller = Caller::new(&upstream, Foreground);
    assert!(caller.waits(3.3) <= 0.05);
    assert_eq!(link.next_trip().as_ref().and_then(waiting), Some(1));
}

#[test]
fn a_question_from_before_a_silence_becomes_a_look() {
    let upstream = Upstream::new("test");
    let link = share(&upstream);
    link.deliver(slots(LOOK, 0, 0.0, 8.0));
    Caller::new(&upstream, Foreground).waits(1.0);
    link.forget();
    assert_eq!(link.next_trip().as_ref().and_then(waiting), Some(0));
}

#[test]
fn a_declared_limit_that_was_never_shared_is_divided_by_the_declared_processes() {
    let upstream = Upstream::new("test").requests_per_minute(6000).tokens_per_minute(60_000).processes(50);
    let link = share(&upstream);
    assert_eq!(limits(&upstream, 0.5), [None; 2], "the store keeps the limits");
    link.deliver(News::Silent);
    assert_eq!(limits(&upstream, 1.0), [Some(2.0), Some(20.0)], "a fiftieth of 100, and of 1000");
}

#[test]
fn a_process_that_has_not_taken_a_slot_has_the_declared_part_of_the_pace() {
    let upstream = Upstream::new("test").processes(50);
    let link = share(&upstream);
    link.deliver(slots(LOOK, 0, 0.0, 100.0));
    let rate = upstream.shared.lock(at(1.0), |gate| gate.state.pace.as_ref().map(Pace::rate));
    assert_eq!(rate, Some(2.0), "a fiftieth of 100");
}

#[test]
fn a_process_that_went_alone_with_a_part_of_the_pace_knows_the_whole() {
    let upstream = Upstream::new("test").processes(50);
    let link = share(&upstream);
    link.deliver(slots(LOOK, 0, 0.0, 100.0));
    link.deliver(News::Silent);
    Caller::new(&upstream, Foreground).goes_from(1.0);
    let known = upstream.shared.lock(at(3.0), |gate| {
        let member = gate.state.fleet.0.as_deref().expect("a member");
        member.terms(gate.state.pace.as_ref()).known
    });
    assert!(matches!(known, Some(Known::OfFleet(rate)) if (99.0..110.0).contains(&rate)), "{known:?}");
}

#[test]
fn a_process_that_found_its_pace_alone_knows_its_own() {
    let upstream = Upstream::new("test").processes(50);
    let link = share(&upstream);
    link.deliver(News::Silent);
    let pass = Caller::new(&upstream, Foreground).goes(1.0);
    upstream.fail(pass, Verdict::throttled(), 1.1);
    let known = |seconds| {
        upstream.shared.lock(at(seconds), |gate| {
            let member = gate.state.fleet.0.as_deref().expect("a member");
            member.terms(gate.state.pace.as_ref()).known
        })
    };
    assert!(matches!(known(1.2), Some(Known::InSlowStart(_))), "{:?}", known(1.2));
    let pass = Caller::new(&upstream, Foreground).goes(3.0);
    upstream.fail(pass, Verdict::throttled(), 3.1);
    assert!(matches!(known(3.2), Some(Known::OfProcess(_))), "{:?}", known(3.2));
}
