//! The questions of the gate: how many slots, of what cost, and when.

use core::time::Duration;
use std::vec::Vec;

use super::play::{LOOK, pace, report, share, slots, waiting};
use crate::upstream::Upstream;
use crate::upstream::fleet::answer::Report;
use crate::upstream::fleet::link::Link;
use crate::upstream::fleet::question::{Known, Question, Take, Trip};
use crate::upstream::gate::Visit;
use crate::upstream::line::Place::Foreground;
use crate::upstream::tests::crowd::Caller;
use crate::upstream::tests::{assert_close, at};
use crate::verdict::Verdict;

/// The number of slots and the tokens of each that the next question asks for.
fn asked(link: &Link) -> Option<(u32, u32)> {
    let Trip { question: Question::Take(Take { waiting, cost, .. }), .. } = link.next_trip()? else {
        panic!("another question")
    };
    Some((waiting, cost))
}

#[test]
fn the_next_slots_are_asked_for_when_half_of_the_lease_is_used() {
    let upstream = Upstream::new("test");
    let link = share(&upstream);
    link.deliver(slots(LOOK, 0, 0.0, 100.0));
    let mut callers: [_; 10] = core::array::from_fn(|_| Caller::new(&upstream, Foreground));
    for caller in &mut callers {
        caller.waits(1.0);
    }
    let first = link.next_trip().expect("a question");
    link.deliver(slots(first.question, 1, 0.0, 100.0));
    callers[0].goes(1.001);
    let second = link.next_trip().expect("a question");
    assert_eq!(waiting(&second), Some(9));
    link.deliver(slots(second.question, 4, 0.0, 100.0));
    callers[1].goes_from(1.001);
    assert_eq!(asked(&link), None, "three are left");
    callers[2].goes_from(1.001);
    assert_eq!(asked(&link), Some((5, 0)), "two are left for seven calls");
}

#[test]
fn a_question_without_slots_asks_for_the_cost_of_the_first_call_at_least() {
    let upstream = Upstream::new("test").tokens_per_minute(60_000);
    let link = share(&upstream);
    let mut callers = [10, 100, 50, 10].map(|cost| Caller::new(&upstream, Foreground).cost(cost));
    for caller in &mut callers {
        caller.waits(1.0);
    }
    let give = |question: Take, slots| {
        let wait = Duration::ZERO;
        link.deliver(report(
            Question::Take(question),
            Report { slots, wait, step: wait, all: slots.into(), pace: None },
        ));
    };
    assert_eq!(asked(&link), Some((1, 10)));
    give(Take { waiting: 1, place: 2, cost: 10 }, 1);
    callers[0].goes(1.001);
    assert_eq!(asked(&link), Some((3, 100)), "the average is 54");
    give(Take { waiting: 3, place: 2, cost: 100 }, 2);
    callers[1].goes(1.002);
    assert_eq!(asked(&link), Some((1, 30)), "the average of the two that wait");
}

/// Otherwise all processes ask at the same time, and one of them gets all slots.
#[test]
fn processes_that_wait_ask_again_at_different_times() {
    let waits: Vec<f64> = (0..20)
        .map(|_| {
            let upstream = Upstream::new("test");
            let link = share(&upstream);
            link.deliver(slots(LOOK, 0, 0.0, 4.0));
            let mut caller = Caller::new(&upstream, Foreground);
            caller.waits(1.0);
            let trip = link.next_trip().expect("a question");
            link.deliver(slots(trip.question, 0, 0.5, 4.0));
            caller.waits(1.01)
        })
        .collect();
    let [least, most] = [waits.iter().copied().reduce(f64::min), waits.iter().copied().reduce(f64::max)];
    assert!(most.zip(least).is_some_and(|(most, least)| most - least > 0.01), "{waits:?}");
}

#[test]
fn a_success_is_told_with_the_next_question() {
    let upstream = Upstream::new("test");
    let link = share(&upstream);
    link.deliver(slots(LOOK, 0, 0.0, 4.0));
    let mut callers = [(); 3].map(|()| Caller::new(&upstream, Foreground));
    let mut succeeded = Vec::new();
    for (caller, seconds) in callers.iter_mut().zip([1.0, 1.1, 1.2]) {
        caller.waits(seconds);
        let trip = link.next_trip().expect("a question");
        succeeded.push(trip.arguments[3]);
        link.deliver(slots(trip.question, 1, 0.0, 4.0));
        let pass = caller.goes(seconds);
        if seconds < 1.1 {
            upstream.succeed(pass, seconds);
        }
    }
    assert_eq!(succeeded, [0, 1, 0], "it is told once");
}

#[test]
fn a_pace_that_begins_here_is_not_that_of_the_fleet() {
    let upstream = Upstream::new("test");
    let link = share(&upstream);
    let pass = Caller::new(&upstream, Foreground).goes(0.1);
    upstream.fail(pass, Verdict::throttled(), 0.2);
    let trip = link.next_trip().expect("a report");
    assert!(matches!(trip.question, Question::Slow));
    let known = |seconds| {
        upstream.shared.lock(at(seconds), |_| ());
        link.next_trip().expect("a look").terms.known
    };
    assert_eq!(known(1.5), None, "the answer to the report has the pace of the fleet");
    let answer =
        Report { slots: 0, wait: Duration::ZERO, step: Duration::ZERO, all: 0, pace: Some(pace(1, 8.0)) };
    link.deliver(report(Question::Slow, answer));
    assert!(matches!(known(3.0), Some(Known::OfFleet(_))));
}

#[test]
fn a_call_is_expected_at_the_part_of_this_process_of_a_declared_limit() {
    let expected = |upstream: &Upstream, cost| {
        let _link = share(upstream);
        let mut callers: [_; 4] = core::array::from_fn(|_| Caller::new(upstream, Foreground).cost(cost));
        for caller in &mut callers {
            caller.waits(1.0);
        }
        upstream.shared.expected_wait(Visit { place: Foreground, cost }, at(1.0)).as_secs_f64()
    };
    let upstream = Upstream::new("test").requests_per_minute(600).processes(4);
    assert_close(expected(&upstream, 30), 1.6);
    let upstream = Upstream::new("test").tokens_per_minute(6000).processes(4);
    assert_close(expected(&upstream, 30), 4.8);
}
