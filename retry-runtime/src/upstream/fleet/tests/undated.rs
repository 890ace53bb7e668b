//! Looks at the gate without a clock: an attempt that is dropped, and a call that leaves the line.

use super::play::{LOOK, share, slots};
use super::turns::{asked, held};
use crate::upstream::Upstream;
use crate::upstream::line::Place::Foreground;
use crate::upstream::tests::at;
use crate::upstream::tests::crowd::Caller;

fn is_alone(upstream: &Upstream, seconds: f64) -> bool {
    upstream
        .shared
        .lock(at(seconds), |gate| gate.state.fleet.0.as_ref().is_some_and(|member| member.is_alone()))
}

#[test]
fn a_store_is_not_late_because_the_latest_look_was_long_ago() {
    let upstream = Upstream::new("test").in_flight(4);
    let link = share(&upstream);
    let mut caller = Caller::new(&upstream, Foreground);
    caller.waits(1.0);
    assert_eq!(asked(&link), Some((0, 1)));
    link.deliver(held(1));
    let pass = caller.goes(1.01);
    // Half a minute later.
    upstream.shared.dropped(pass);
    assert_eq!(asked(&link), Some((0, 0)), "the slot is returned");
    let mut next = Caller::new(&upstream, Foreground);
    next.waits(30.0);
    assert!(!is_alone(&upstream, 30.001));
    assert!(is_alone(&upstream, 30.06), "the question has its 50 ms from the first look with a clock");
}

#[test]
fn an_answer_waits_for_a_look_with_a_clock() {
    let upstream = Upstream::new("test");
    let link = share(&upstream);
    link.deliver(slots(LOOK, 0, 0.0, 4.0));
    let mut callers = [(); 2].map(|()| Caller::new(&upstream, Foreground));
    callers[0].waits(1.0);
    let trip = link.next_trip().expect("a question");
    callers[1].waits(1.0);
    let [mut first, second] = callers;
    // The slot is at 2.4 s, as the answer comes at 2 s.
    link.deliver(slots(trip.question, 1, 0.4, 4.0));
    second.leave();
    let wait = first.waits(2.0);
    assert!((0.39..=0.4).contains(&wait), "{wait}");
}
