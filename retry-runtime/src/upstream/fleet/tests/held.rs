use super::play::share;
use crate::upstream::Upstream;
use crate::upstream::fleet::link::{Link, News, Question};
use crate::upstream::line::Place::Foreground;
use crate::upstream::tests::at;
use crate::upstream::tests::crowd::Caller;

/// How many slots are used and wanted, as the next question says.
fn asked(link: &Link) -> Option<[i64; 2]> {
    loop {
        let trip = link.next_trip()?;
        if matches!(trip.question, Question::Hold) {
            return Some([trip.arguments[2], trip.arguments[3]]);
        }
    }
}

#[test]
fn a_call_waits_for_a_slot_of_the_fleet() {
    let upstream = Upstream::new("test").in_flight(4);
    let link = share(&upstream);
    let mut callers = [(); 3].map(|()| Caller::new(&upstream, Foreground));
    assert!(callers[0].waits(1.0) <= 0.051);
    for caller in &mut callers[1..] {
        caller.waits(1.0);
    }
    assert_eq!(asked(&link), Some([0, 3]));
    link.deliver(News::Held(2));
    let pass = callers[0].goes(1.01);
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
    assert_eq!(asked(&link), Some([0, 1]));
    link.deliver(News::Held(0));
    let wait = caller.waits(1.01);
    assert_eq!(asked(&link), None);
    caller.waits(1.01 + wait);
    assert_eq!(asked(&link), Some([0, 1]));
    link.deliver(News::Held(1));
    caller.goes(1.3);
}

#[test]
fn a_slot_that_nobody_needs_is_given_back() {
    let upstream = Upstream::new("test").in_flight(4);
    let link = share(&upstream);
    let mut caller = Caller::new(&upstream, Foreground);
    caller.waits(1.0);
    assert_eq!(asked(&link), Some([0, 1]));
    link.deliver(News::Held(1));
    let pass = caller.goes(1.01);
    assert!(link.holds_slots(), "they are renewed");
    upstream.shared.dropped(pass);
    assert_eq!(asked(&link), Some([0, 0]));
    assert!(!link.holds_slots());
}

#[test]
fn a_lease_is_renewed_with_the_latest_numbers() {
    let upstream = Upstream::new("test").in_flight(4);
    let link = share(&upstream);
    let mut caller = Caller::new(&upstream, Foreground);
    caller.waits(1.0);
    asked(&link);
    link.deliver(News::Held(1));
    caller.goes(1.01);
    assert_eq!(asked(&link), None);
    link.renew();
    assert_eq!(asked(&link), Some([1, 1]));
}

#[test]
fn a_silent_store_leaves_the_slots_that_were_held() {
    let upstream = Upstream::new("test").in_flight(4);
    let link = share(&upstream);
    let mut callers = [(); 3].map(|()| Caller::new(&upstream, Foreground));
    for caller in &mut callers {
        caller.waits(1.0);
    }
    link.deliver(News::Held(2));
    callers[0].goes(1.01);
    link.deliver(News::Silent);
    callers[1].goes(1.02);
    callers[2].waits(1.02);
    let slots = upstream.shared.lock(at(1.02), |gate| gate.limits.in_flight);
    assert_eq!(slots, Some(2));
}
