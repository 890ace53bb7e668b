use super::crowd::Caller;
use super::{assert_close, at};
use crate::upstream::Upstream;
use crate::upstream::line::Place::Foreground;
use crate::verdict::{PermanentReason, Verdict};

#[test]
fn as_many_calls_go_at_once_as_there_are_slots() {
    let upstream = Upstream::new("test").in_flight(3);
    assert_eq!((0..10).filter_map(|_| upstream.enter(0.0)).count(), 3);
}

#[test]
fn every_end_of_an_attempt_frees_its_slot() {
    let upstream = Upstream::new("test").in_flight(1);
    upstream.succeed(upstream.enter(0.0).unwrap(), 0.0);
    upstream.fail(upstream.enter(0.0).unwrap(), Verdict::transient(), 0.0);
    upstream.fail(upstream.enter(0.0).unwrap(), Verdict::timed_out(), 0.0);
    upstream.fail(upstream.enter(0.0).unwrap(), Verdict::permanent(PermanentReason::Invalid), 0.0);
    upstream.shared.dropped(upstream.enter(0.0).unwrap());
    upstream.enter(0.0).unwrap();
}

#[test]
fn a_free_slot_wakes_the_first_in_the_line() {
    let upstream = Upstream::new("test").in_flight(1);
    for end in [0, 1, 2] {
        let pass = upstream.enter(0.0).unwrap();
        let mut callers = upstream.line(&[Foreground; 2], 0.0);
        match end {
            0 => upstream.succeed(pass, 0.0),
            1 => upstream.fail(pass, Verdict::transient(), 0.0),
            _ => upstream.shared.dropped(pass),
        }
        assert_eq!([callers[0].wakes(), callers[1].wakes()], [1, 0]);
        let pass = callers[0].goes(0.0);
        callers.remove(1).leave();
        upstream.succeed(pass, 0.0);
    }
}

#[test]
fn a_slot_that_is_freed_without_a_clock_always_wakes_the_first() {
    let upstream = Upstream::new("test").in_flight(1);
    let pass = upstream.enter(0.0).unwrap();
    upstream.fail(pass, Verdict::throttled(), 0.0);
    let pass = Caller::new(&upstream, Foreground).goes(1.0);
    let mut first = Caller::new(&upstream, Foreground);
    first.waits(1.0);
    // The pace lets it go at 2 s. It is later than that by now, but the dropped attempt has no clock to see it.
    upstream.shared.dropped(pass);
    assert_eq!(first.wakes(), 1);
    first.goes(2.0);
}

#[test]
fn slots_and_a_pace_hold_together() {
    let upstream = Upstream::new("test").in_flight(1);
    let pass = upstream.enter(0.0).unwrap();
    upstream.fail(pass, Verdict::throttled(), 0.0);
    let mut callers = upstream.line(&[Foreground; 2], 0.0);
    assert_close(callers[0].goes_from(0.0), 1.0);
    // The pace would let the next one go, but there is no slot.
    assert!(callers[1].waits(5.0) >= 1.0);
}

#[test]
fn more_slots_let_the_next_go() {
    let upstream = Upstream::new("test").in_flight(1);
    upstream.enter(0.0).unwrap();
    let mut callers = upstream.line(&[Foreground], 0.0);
    upstream.set_in_flight(2).unwrap();
    assert_eq!(callers[0].wakes(), 1);
    callers[0].goes(0.0);
}

#[test]
fn with_fewer_slots_the_next_waits_until_enough_attempts_have_ended() {
    let upstream = Upstream::new("test").in_flight(3);
    let passes = [upstream.enter(0.0).unwrap(), upstream.enter(0.0).unwrap(), upstream.enter(0.0).unwrap()];
    upstream.set_in_flight(1).unwrap();
    let mut caller = Caller::new(&upstream, Foreground);
    for pass in passes {
        caller.waits(0.0);
        upstream.succeed(pass, 0.0);
    }
    caller.goes(0.0);
}

#[test]
fn without_the_limit_all_go_at_once() {
    let upstream = Upstream::new("test").in_flight(1);
    let pass = upstream.enter(0.0).unwrap();
    let mut callers = upstream.line(&[Foreground; 5], 0.0);
    upstream.set_in_flight(None).unwrap();
    assert!(upstream.is_open());
    for caller in &mut callers {
        assert_eq!(caller.wakes(), 1);
        caller.goes(0.0);
    }
    // The slot that was taken under the limit is not counted under the next one.
    upstream.succeed(pass, 0.0);
    upstream.set_in_flight(1).unwrap();
    assert!(upstream.enter(0.0).is_some());
    assert_eq!(upstream.shared.lock(at(0.0), |gate| gate.state.in_flight), 1);
}

/// The time for which calls wait for a slot that is not freed.
fn stuck_for(upstream: &Upstream, seconds: f64) -> f64 {
    upstream.shared.lock(at(seconds), |gate| gate.stuck_for()).as_secs_f64()
}

#[test]
fn calls_are_stuck_while_they_wait_and_no_slot_is_freed() {
    let upstream = Upstream::new("test").in_flight(2);
    let passes = [upstream.enter(0.0).unwrap(), upstream.enter(0.0).unwrap()];
    assert_close(stuck_for(&upstream, 100.0), 0.0);
    let mut callers = upstream.line(&[Foreground; 2], 100.0);
    assert_close(stuck_for(&upstream, 129.0), 29.0);
    upstream.succeed(passes[0], 130.0);
    // A slot is free, and no call has come for it yet.
    assert_close(stuck_for(&upstream, 140.0), 0.0);
    callers[0].goes(140.0);
    assert_close(stuck_for(&upstream, 150.0), 10.0);
    callers.remove(1).leave();
    assert_close(stuck_for(&upstream, 160.0), 0.0);
}

#[test]
fn calls_that_wait_for_a_pause_are_not_stuck() {
    let upstream = Upstream::new("test").in_flight(1);
    upstream.shared.pause(std::time::Duration::from_secs(100), at(0.0));
    upstream.line(&[Foreground], 0.0);
    assert_close(stuck_for(&upstream, 90.0), 0.0);
}
