use core::cell::Cell;

use super::play::share;
use crate::upstream::Upstream;
use crate::upstream::fleet::link::Link;
use crate::upstream::fleet::question::{Hold, News, Question};
use crate::upstream::line::Place::Foreground;
use crate::upstream::tests::at;
use crate::upstream::tests::crowd::Caller;

/// The next question: the slots that are used and wanted.
fn asked(link: &Link) -> Option<(u32, u32)> {
    loop {
        let trip = link.next_trip()?;
        if let Question::Hold(Hold { used, wanted, number }) = trip.question {
            assert_eq!(trip.arguments[1..4], [4, used.into(), wanted.into()]);
            NUMBER.set(number);
            return Some((used, wanted));
        }
    }
}

std::thread_local! {
    /// Of the latest question.
    static NUMBER: Cell<u32> = const { Cell::new(0) };
}

/// The answer to it.
fn held(slots: u32) -> News {
    News::Held { slots, number: NUMBER.get() }
}

#[test]
fn a_call_waits_for_a_slot_of_the_fleet() {
    let upstream = Upstream::new("test").in_flight(4);
    let link = share(&upstream);
    let mut callers = [(); 3].map(|()| Caller::new(&upstream, Foreground));
    assert!(upstream.enter(1.0).is_none());
    assert!(callers[0].waits(1.0) <= 0.051);
    for caller in &mut callers[1..] {
        caller.waits(1.0);
    }
    assert_eq!(asked(&link), Some((0, 1)), "the others have come later");
    link.deliver(held(1));
    let pass = callers[0].goes(1.01);
    assert_eq!(asked(&link), Some((1, 3)));
    link.deliver(held(2));
    callers[1].goes(1.01);
    let wait = callers[2].waits(1.01);
    assert!((0.19..=0.2).contains(&wait), "{wait}");
    // A slot that is free goes to the next call of this process.
    upstream.shared.dropped(pass);
    callers[2].goes(1.1);
}

#[test]
fn a_process_that_waits_for_a_slot_asks_again() {
    let upstream = Upstream::new("test").in_flight(4);
    let link = share(&upstream);
    let mut caller = Caller::new(&upstream, Foreground);
    caller.waits(1.0);
    assert_eq!(asked(&link), Some((0, 1)));
    link.deliver(held(0));
    let wait = caller.waits(1.01);
    assert_eq!(asked(&link), None);
    caller.waits(1.01 + wait);
    assert_eq!(asked(&link), Some((0, 1)));
    link.deliver(held(1));
    caller.goes(1.3);
}

#[test]
fn an_unneeded_slot_is_returned() {
    let upstream = Upstream::new("test").in_flight(4);
    let link = share(&upstream);
    let mut caller = Caller::new(&upstream, Foreground);
    caller.waits(1.0);
    assert_eq!(asked(&link), Some((0, 1)));
    link.deliver(held(1));
    let pass = caller.goes(1.01);
    assert!(link.holds_slots(), "they are renewed");
    upstream.shared.dropped(pass);
    assert_eq!(asked(&link), Some((0, 0)));
    upstream.shared.lock(at(1.02), |_| ());
    assert_eq!(asked(&link), None, "one question returns it");
    link.deliver(held(0));
    assert!(caller.waits(1.2) <= 0.05, "it needs a new one");
    assert!(!link.holds_slots());
}

#[test]
fn a_slot_is_returned_before_it_is_time_to_ask_for_more() {
    let upstream = Upstream::new("test").in_flight(4);
    let link = share(&upstream);
    let mut callers = [(); 3].map(|()| Caller::new(&upstream, Foreground));
    for caller in &mut callers {
        caller.waits(1.0);
    }
    assert_eq!(asked(&link), Some((0, 1)));
    link.deliver(held(1));
    let [first, second, third] = &mut callers;
    let pass = first.goes(1.01);
    assert_eq!(asked(&link), Some((1, 3)));
    link.deliver(held(2));
    second.goes(1.01);
    third.waits(1.01);
    let [_, _, third] = callers;
    third.leave();
    assert_eq!(asked(&link), None, "the two slots are in use");
    upstream.shared.dropped(pass);
    assert_eq!(asked(&link), Some((1, 1)));
}

#[test]
fn a_lease_is_renewed_with_the_latest_numbers() {
    let upstream = Upstream::new("test").in_flight(4);
    let link = share(&upstream);
    let mut caller = Caller::new(&upstream, Foreground);
    caller.waits(1.0);
    asked(&link);
    link.deliver(held(1));
    caller.goes(1.01);
    assert_eq!(asked(&link), None);
    link.renew();
    assert_eq!(asked(&link), Some((1, 1)));
}

#[test]
fn an_answer_to_an_earlier_question_gives_nothing() {
    let upstream = Upstream::new("test").in_flight(4);
    let link = share(&upstream);
    let mut caller = Caller::new(&upstream, Foreground);
    caller.waits(1.0);
    asked(&link);
    let earlier = held(1);
    // The call gives up, and what it has asked for is given back.
    caller.leave();
    link.deliver(earlier);
    let mut other = Caller::new(&upstream, Foreground);
    other.waits(1.01);
    assert_eq!(asked(&link), Some((0, 0)));
    other.waits(1.02);
    link.deliver(held(0));
    other.waits(1.03);
    assert_eq!(asked(&link), Some((0, 1)));
    link.deliver(held(1));
    other.goes(1.04);
}

#[test]
fn no_attempt_begins_with_a_slot_that_the_store_may_take_back() {
    let upstream = Upstream::new("test").in_flight(4);
    let link = share(&upstream);
    let mut callers = [(); 3].map(|()| Caller::new(&upstream, Foreground));
    for caller in &mut callers {
        caller.waits(1.0);
    }
    assert_eq!(asked(&link), Some((0, 1)));
    link.deliver(held(1));
    callers[0].goes(1.01);
    assert_eq!(asked(&link), Some((1, 3)));
    link.deliver(held(2));
    let pass = callers[1].goes(1.02);
    // The process asks for the third slot while an attempt ends.
    callers[2].waits(1.25);
    assert_eq!(asked(&link), Some((2, 3)));
    upstream.shared.dropped(pass);
    callers[2].goes(1.26);
}

#[test]
fn a_silent_store_leaves_the_slots_that_were_held() {
    let upstream = Upstream::new("test").in_flight(4);
    let link = share(&upstream);
    let mut callers = [(); 3].map(|()| Caller::new(&upstream, Foreground));
    for caller in &mut callers {
        caller.waits(1.0);
    }
    asked(&link);
    link.deliver(held(2));
    callers[0].goes(1.01);
    link.deliver(News::Silent);
    callers[1].goes(1.02);
    callers[2].waits(1.02);
    let slots = upstream.shared.lock(at(1.02), |gate| gate.limits.in_flight);
    assert_eq!(slots, Some(2));
}
